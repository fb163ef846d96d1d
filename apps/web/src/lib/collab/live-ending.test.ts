import { describe, expect, test, vi } from 'vitest';
import { unsavedEditsIn } from '#lib/device/copy-record.ts';
import { withDeviceDatabase } from '#lib/device/device-database.ts';
import { NoCopy } from '#lib/device/local-copy.ts';
import { aCopy, aDeviceForEachTest, copiesHere, MIRA, untilUnsaved } from '#lib/device/testing/device.ts';
import { readShown } from '#lib/device/whole-device.ts';
import { aServerForEachTest } from './testing/fake-server.ts';
import { liveDocumentsForEachTest, textOf } from './testing/live.ts';

const { server, page } = aServerForEachTest();
aDeviceForEachTest();
const open = liveDocumentsForEachTest();

describe('LOCAL-13', () => {
  test.each([
    [4403, 'forbidden'],
    [4404, 'notFound'],
  ])('LOCAL-13 close code %i deletes the copy', async (code, why) => {
    const { live, until } = open();
    await until('live');
    await untilUnsaved(0);
    server().drop(code);
    expect(live.read().link).toEqual({ kind: 'ended', why });
    await vi.waitFor(async () => expect(await copiesHere()).toEqual([]));
  });

  test.each([4403, 4404])(
    'LOCAL-13 close code %i leaves a copy with unsaved edits to the person',
    async (code) => {
      const { live, until, write } = open();
      await until('live');
      server().acknowledges = false;
      write('not saved');
      await untilUnsaved(1);
      server().drop(code);
      expect(live.read().link.kind).toBe('ended');
      await live.setAside();
      await untilUnsaved(1);
    },
  );

  test('LOCAL-13 whoever is no longer signed in loses the copies of all documents but those with unsaved edits', async () => {
    const other = open(aCopy('other'));
    await other.until('live');
    const { until, write } = open();
    await until('live');
    await untilUnsaved(0, 0);
    server().acknowledges = false;
    write('not saved');
    await vi.waitFor(async () => expect((await copiesHere()).map(unsavedEditsIn).sort()).toEqual([0, 1]));
    server().drop(4401);
    await untilUnsaved(1);
    expect(await withDeviceDatabase(readShown)).toBeNull();
  });
});

test('LOCAL-17 the socket names the person that the page was opened for; refused, nothing of anybody else’s is deleted', async () => {
  const { live, until } = open();
  await until('live');
  expect(server().tries[0]?.get('person')).toBe('ada');
  await untilUnsaved(0);
  const mira = open(aCopy('minutes', MIRA));
  await mira.until('live');
  await vi.waitFor(async () => expect((await copiesHere()).map(({ person }) => person)).toEqual(['mira']));
  server().refuses = 4401;
  [...server().sockets][0]?.end(4401);
  await vi.waitFor(() => expect(live.read().link).toEqual({ kind: 'ended', why: 'notSignedIn' }));
  expect((await copiesHere()).map(({ person }) => person)).toEqual(['mira']);
});

describe('EDIT-30', () => {
  const inWhichOrder = [['left after it has ended'], ['left before it ends']] as const;

  test.each(inWhichOrder)(
    'EDIT-30 what the server does not take and the device does not keep is handed over, %s',
    async (order) => {
      const { live, lost, until, write } = open(new NoCopy());
      await until('live');
      server().acknowledges = false;
      write('nowhere else');
      if (order === 'left before it ends') live.leave();
      server().drop(4401);
      if (order === 'left after it has ended') live.leave();
      await vi.waitFor(() => expect(lost.map(textOf)).toEqual(['nowhere else']));
      expect(lost).toMatchObject([{ edits: 1, why: 'notSignedIn' }]);
      expect(page().triesToLeave()).toBe(false);
    },
  );

  test.each(inWhichOrder)(
    'EDIT-30 what the device keeps is left to it, and asks no more, %s',
    async (order) => {
      const { live, lost, until, write } = open();
      await until('live');
      server().acknowledges = false;
      write('kept here');
      if (order === 'left before it ends') live.leave();
      server().drop(4401);
      if (order === 'left after it has ended') live.leave();
      await vi.waitFor(() => expect(page().triesToLeave()).toBe(false));
      expect(lost).toEqual([]);
      await untilUnsaved(1);
    },
  );

  test('EDIT-30 what waits for the right to write is handed over when its document is left', async () => {
    const { live, lost, until, write } = open(new NoCopy());
    await until('live');
    server().acknowledges = false;
    write('too late');
    server().access = 'read';
    server().drop();
    await vi.waitFor(() => expect(live.read().save).toEqual({ kind: 'readOnly', edits: 1 }), 5000);
    live.leave();
    await vi.waitFor(() => expect(lost.map(textOf)).toEqual(['too late']));
  });
});

test.each(['read', 'ended'])(
  'EDIT-29 a copy that has become a document of its own goes into the old one no more: %s',
  async (how) => {
    const { live, until, write } = open();
    await until('live');
    server().acknowledges = false;
    server().isUp = false;
    server().drop();
    write('elsewhere');
    server().isUp = true;
    if (how === 'read') server().access = 'read';
    else server().refuses = 4403;
    live.connect();
    await vi.waitFor(() =>
      expect(live.read().save).toEqual({ kind: how === 'read' ? 'readOnly' : 'offline', edits: 1 }),
    );
    if (how === 'ended') await until('ended');
    await live.forget();
    expect(await copiesHere()).toEqual([]);
    expect(live.read().save).not.toMatchObject({ edits: 1 });
    server().access = 'write';
    server().refuses = null;
    const before = server().tries.length;
    live.connect();
    live.onShown();
    for (const event of ['online', 'pageshow']) page().window.dispatchEvent(new Event(event));
    expect(await copiesHere()).toEqual([]);
    expect(server().tries).toHaveLength(before);
    expect(server().text).toBe('');
  },
);

test('LOCAL-16 what is discarded as its document is left is gone, and shown nowhere', async () => {
  const { live, lost, until, write } = open();
  await until('live');
  server().acknowledges = false;
  write('discarded');
  await untilUnsaved(1);
  server().drop(4403);
  live.leave();
  await expect(live.forget()).resolves.toBe(true);
  expect(await copiesHere()).toEqual([]);
  await vi.waitFor(() => expect(page().triesToLeave()).toBe(false));
  expect(lost).toEqual([]);
});

test('EPOCH-5 where nobody takes what is not saved of a document that was put back, it is here until it is discarded', async () => {
  const { live, until, write, text } = open(new NoCopy(), true, false);
  await until('live');
  server().isUp = false;
  server().drop();
  write('mine alone');
  server().isUp = true;
  server().putBack('as it was');
  live.connect();
  await vi.waitFor(() => expect(live.read().link).toEqual({ kind: 'ended', why: 'otherEpoch' }));
  expect(await live.setAside()).toBe(false);
  expect(live.read().save).toMatchObject({ edits: 1 });
  expect(page().triesToLeave()).toBe(true);
  expect([text(), server().text]).toEqual(['mine alone', 'as it was']);
  expect(await live.forget()).toBe(true);
  expect(page().triesToLeave()).toBe(false);
});

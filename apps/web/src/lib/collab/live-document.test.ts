import { describe, expect, test, vi } from 'vitest';
import { NoCopy } from '#lib/device/local-copy.ts';
import {
  aDeviceForEachTest,
  aFullDisk,
  copiesHere,
  leaveBehind,
  untilUnsaved,
} from '#lib/device/testing/device.ts';
import { aServerForEachTest } from './testing/fake-server.ts';
import { liveDocumentsForEachTest, textOf } from './testing/live.ts';

const { server, page } = aServerForEachTest();
aDeviceForEachTest();
const open = liveDocumentsForEachTest();

async function epochsHere() {
  return (await copiesHere()).map(({ epoch, aside }) => [epoch, aside]);
}

test('LOCAL-11 the copy is loaded first, then the socket is opened with its epoch; without a copy it names none', async () => {
  server().write('kept');
  const first = open();
  await first.until('live');
  expect(server().tries.map((parameters) => parameters.get('epoch'))).toEqual([null]);
  first.live.leave();
  await vi.waitFor(async () => expect((await copiesHere())[0]?.bytes).toBeGreaterThan(0));
  server().isUp = false;
  const again = open();
  await again.until('offline');
  expect(again.text()).toBe('kept');
  expect(server().tries.at(-1)?.get('epoch')).toBe('epoch-1');
});

test('LOCAL-11 whoever has been told an epoch names it when the connection comes back, kept on the device or not', async () => {
  const { until } = open(new NoCopy());
  await until('live');
  server().drop();
  await vi.waitFor(() => expect(server().tries).toHaveLength(2));
  expect(server().tries[1]?.get('epoch')).toBe('epoch-1');
});

test('LOCAL-3, SAVE-6 edits without a server are counted and kept, over a reload too, until the server has them', async () => {
  const first = open();
  await first.until('live');
  server().isUp = false;
  server().drop();
  for (const word of ['one ', 'two ', 'three ']) first.write(word);
  await vi.waitFor(() =>
    expect(first.live.read()).toMatchObject({ save: { kind: 'offline', edits: 3 }, isKept: true }),
  );
  expect(page().triesToLeave()).toBe(true);
  // The tab is discarded: nothing is told to anybody.
  const again = open();
  await again.until('offline');
  expect(again.live.read()).toMatchObject({ save: { kind: 'offline', edits: 3 }, isKept: true });
  again.write('four');
  server().doc.getText('t').insert(0, 'THEIRS ');
  server().isUp = true;
  again.live.connect();
  await again.untilSaved();
  expect(server().text).toBe(again.text());
  for (const word of ['one ', 'two ', 'three ', 'four', 'THEIRS '])
    expect(server().text.split(word)).toHaveLength(2);
  await untilUnsaved(0);
});

test('LOCAL-20 unsaved edits of an earlier page are shown before the socket is opened, whatever happens to the page', async () => {
  await leaveBehind('minutes', { isSaved: false });
  const { live, until, untilSaved } = open();
  await until('offline');
  page().window.dispatchEvent(new Event('pageshow'));
  page().window.dispatchEvent(new Event('online'));
  page().document.dispatchEvent(new Event('visibilitychange'));
  await untilUnsaved(1);
  expect(server().tries).toEqual([]);
  live.onShown();
  await untilSaved();
  expect(server().text).toBe('minutes');
});

test('LOCAL-20 left before it is shown, a document with unsaved edits of an earlier page stays as it is', async () => {
  await leaveBehind('minutes', { isSaved: false });
  const { live, lost, until } = open();
  await until('offline');
  live.leave();
  await vi.waitFor(() => expect(page().triesToLeave()).toBe(false));
  expect(lost).toEqual([]);
  await untilUnsaved(1);
});

test('LOCAL-12 however often a document is opened, its text is there once', async () => {
  server().write('the seed');
  for (let round = 0; round < 5; round += 1) {
    const { live, until, untilSaved, write, text } = open();
    await until('live');
    write(` and ${round}`);
    await untilSaved();
    expect(text()).toBe(server().text);
    live.leave();
    await untilUnsaved(0);
  }
  expect(server().text).toBe('the seed and 0 and 1 and 2 and 3 and 4');
});

test('LOCAL-4 what two windows wrote without a server is all there once each of them has come back', async () => {
  const first = open();
  await first.until('live');
  server().isUp = false;
  server().drop();
  first.write('FIRST');
  await untilUnsaved(1);
  const second = open();
  await second.until('offline');
  second.write('SECOND');
  await untilUnsaved(2);
  first.write('LATER');
  await untilUnsaved(3);
  // Else it may come back by itself first.
  first.live.end('outdated');
  server().isUp = true;
  second.live.connect();
  await second.untilSaved();
  await untilUnsaved(1);
  first.live.connect();
  await first.untilSaved();
  await untilUnsaved(0);
  for (const word of ['FIRST', 'SECOND', 'LATER']) expect(server().text.split(word)).toHaveLength(2);
  expect(first.text()).toBe(server().text);
});

test('LOCAL-2 edits that the device does not take are only in this tab, and it says so', async () => {
  const { live, until, write } = open();
  await until('live');
  await untilUnsaved(0);
  server().isUp = false;
  server().drop();
  const disk = aFullDisk();
  write('nowhere else');
  await disk.untilTried();
  expect(live.read()).toMatchObject({ save: { kind: 'offline', edits: 1 }, isKept: false });
  disk.makeSpace();
  page().window.dispatchEvent(new Event('pagehide'));
  await vi.waitFor(() => expect(live.read().isKept).toBe(true));
});

test('EPOCH-3 a document that was put back refuses the copy, which is set aside; opened anew it is the server’s', async () => {
  const { live, lost, until, write } = open();
  await until('live');
  server().isUp = false;
  server().drop();
  write('mine alone');
  await untilUnsaved(1);
  server().isUp = true;
  server().putBack('as it was');
  live.connect();
  await vi.waitFor(() => expect(live.read().link).toEqual({ kind: 'ended', why: 'otherEpoch' }));
  await live.setAside();
  expect(lost).toEqual([]);
  expect(page().triesToLeave()).toBe(false);
  live.leave();
  const fresh = open();
  await fresh.untilSaved();
  expect(fresh.text()).toBe('as it was');
  expect(server().text).toBe('as it was');
  expect(fresh.live.read().hasAside).toBe(true);
  await vi.waitFor(async () => {
    expect(await epochsHere()).toEqual([
      ['epoch-1+', false],
      ['epoch-1', true],
    ]);
  });
});

test('EPOCH-3 where nothing is kept on the device, what is not saved is handed to the page', async () => {
  const { live, lost, until, write } = open(new NoCopy());
  await until('live');
  server().isUp = false;
  server().drop();
  write('mine alone');
  server().isUp = true;
  server().putBack('as it was');
  live.connect();
  await vi.waitFor(() => expect(live.read().link).toEqual({ kind: 'ended', why: 'otherEpoch' }));
  expect(server().text).toBe('as it was');
  expect(await live.setAside()).toBe(true);
  expect(lost.map(textOf)).toEqual(['mine alone']);
});

test('EPOCH-3 without unsaved edits the copy is dropped, and the document opened anew', async () => {
  server().write('now');
  const { live, lost, until } = open();
  await until('live');
  await untilUnsaved(0);
  server().putBack('before');
  await vi.waitFor(() => expect(live.read().link).toEqual({ kind: 'ended', why: 'otherEpoch' }), 10_000);
  await live.setAside();
  expect(lost).toEqual([]);
  expect(await copiesHere()).toEqual([]);
});

test('EDIT-28 leaving asks only while something is unsaved', async () => {
  const { until, write, untilSaved } = open();
  await until('live');
  expect(page().triesToLeave()).toBe(false);
  server().acknowledges = false;
  write('a');
  expect(page().triesToLeave()).toBe(true);
  server().acknowledges = true;
  write('b');
  await untilSaved();
  expect(page().triesToLeave()).toBe(false);
});

test('EDIT-28 a document that was left within the page goes on until it is saved, and asks until then', async () => {
  const { live, until, write } = open(new NoCopy());
  await until('live');
  server().isUp = false;
  server().drop();
  write('on its way');
  live.leave();
  expect(page().triesToLeave()).toBe(true);
  server().isUp = true;
  page().window.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(server().text).toBe('on its way'));
  await vi.waitFor(() => expect(page().triesToLeave()).toBe(false));
  await vi.waitFor(() => expect(server().sockets.size).toBe(0));
});

test('LINK-4 a page that was asleep does not trust its socket', async () => {
  const { until } = open(new NoCopy());
  await until('live');
  page().document.dispatchEvent(new Event('resume'));
  expect(server().tries).toHaveLength(1);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10 * 60_000);
  page().document.dispatchEvent(new Event('resume'));
  await vi.waitFor(() => expect(server().tries).toHaveLength(2));
  await until('live');
});

test('LINK-5 a socket that does not open in ten seconds is given up and tried again like any other', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  server().answers = false;
  const { live } = open(new NoCopy());
  for (const [before, delay] of [250, 500, 1000].entries()) {
    await vi.advanceTimersByTimeAsync(10_000 + delay - 1);
    expect(server().tries).toHaveLength(before + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(server().tries).toHaveLength(before + 2);
  }
  server().answers = true;
  await vi.advanceTimersByTimeAsync(12_000);
  expect(live.read().link.kind).toBe('live');
  await vi.advanceTimersByTimeAsync(12_000);
  expect(live.read().link.kind).toBe('live');
  vi.useRealTimers();
});

test('LINK-5 a page that was asleep does not wait for a socket that was opening before', async () => {
  server().answers = false;
  const { until } = open(new NoCopy());
  await vi.waitFor(() => expect(server().tries).toHaveLength(1));
  server().answers = true;
  page().window.dispatchEvent(new Event('pageshow'));
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  page().document.dispatchEvent(new Event('resume'));
  await until('live');
  expect(server().tries).toHaveLength(2);
});

describe('LINK-3', () => {
  test('LINK-3 tries follow the delays, which are drawn anew for each, and begin anew after one that worked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    open(new NoCopy());
    await vi.advanceTimersByTimeAsync(0);
    expect(server().tries).toHaveLength(1);
    server().isUp = false;
    server().drop();
    for (const delay of [250, 500, 1000, 2000, 4000, 7500, 7500]) {
      const before = server().tries.length;
      await vi.advanceTimersByTimeAsync(delay - 1);
      expect(server().tries).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(server().tries).toHaveLength(before + 1);
    }
    server().isUp = true;
    await vi.advanceTimersByTimeAsync(7500);
    server().drop();
    const before = server().tries.length;
    await vi.advanceTimersByTimeAsync(250);
    expect(server().tries).toHaveLength(before + 1);
    vi.useRealTimers();
  });

  test('LINK-3 browsers that one server sent away at once come back one by one, over four seconds', async () => {
    process.setMaxListeners(0);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    for (let browser = 0; browser < 200; browser += 1) open(new NoCopy());
    await vi.advanceTimersByTimeAsync(0);
    server().drop(1012);
    let before = server().tries.length;
    const perTenth: number[] = [];
    for (let tenth = 0; tenth < 40; tenth += 1) {
      await vi.advanceTimersByTimeAsync(100);
      perTenth.push(server().tries.length - before);
      before = server().tries.length;
    }
    vi.useRealTimers();
    expect(perTenth.reduce((sum, tries) => sum + tries)).toBe(200);
    expect(Math.max(...perTenth)).toBeLessThan(25);
  });
});

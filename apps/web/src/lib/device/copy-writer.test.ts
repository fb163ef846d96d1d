import { IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { withDeviceDatabase } from './device-database.ts';
import {
  ADA,
  aCopy,
  aDeviceForEachTest,
  aFullDisk,
  aWindow,
  copiesHere,
  rowsHere,
  untilKept,
  untilUnsaved,
} from './testing/device.ts';
import { claimDevice } from './whole-device.ts';

aDeviceForEachTest();

test('LOCAL-2 until the device has taken an edit it is not said to be kept', async () => {
  const { copy, write } = await aWindow();
  await untilKept(copy);
  write('a');
  expect(copy.isKept).toBe(false);
  await untilKept(copy);
});

test('LOCAL-2 what the device does not take is not said to be kept, and is kept once there is room again', async () => {
  const { copy, write } = await aWindow();
  await untilUnsaved(0);
  const disk = aFullDisk();
  write('one ');
  await disk.untilTried();
  expect(copy.isKept).toBe(false);
  write('two');
  disk.makeSpace();
  await vi.waitFor(() => {
    void copy.flush();
    expect(copy.isKept).toBe(true);
  });
  const again = await aWindow();
  expect(again.text()).toBe('one two');
  expect(again.loaded?.edits).toBe(2);
});

test('LOCAL-2 a device that takes nothing is not asked at every keystroke, and what waits does not grow with them', async () => {
  const { copy, write, doc } = await aWindow();
  write('one ');
  await untilUnsaved(1);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const disk = aFullDisk();
  write('x');
  await vi.waitUntil(() => disk.tries() > 0);
  for (let edit = 1; edit < 300; edit += 1) {
    write('x');
    await Promise.resolve();
  }
  await vi.waitUntil(async () => (await rowsHere()).length === 1);
  expect(disk.tries()).toBe(1);
  disk.makeSpace();
  const before = encodeStateAsUpdate(doc).length;
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  await untilKept(copy);
  await untilUnsaved(301);
  // One row of the whole document, in place of the one before.
  expect(await rowsHere()).toEqual([before]);
  expect((await aWindow()).text()).toBe(`one ${'x'.repeat(300)}`);
});

test('LOCAL-2 a full disk takes nothing more, but what it has is read', async () => {
  const { copy, write } = await aWindow();
  write('one ');
  await untilUnsaved(1);
  copy.close();
  aFullDisk();
  const again = await aWindow();
  expect(again.text()).toBe('one ');
  expect(again.loaded?.edits).toBe(1);
  await expect(withDeviceDatabase((database) => claimDevice(database, ADA))).resolves.toBe(true);
});

test('LOCAL-2 a copy that could not be begun is begun once there is room', async () => {
  const copy = aCopy();
  await copy.load(new Doc(), () => {});
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const disk = aFullDisk();
  copy.begin('epoch-1');
  await vi.waitUntil(() => disk.wasTried());
  disk.makeSpace();
  expect(await copiesHere()).toEqual([]);
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(5000);
    expect(await copiesHere()).toHaveLength(1);
  });
  vi.useRealTimers();
});

test('LOCAL-2 an edit and its mark are kept together or not at all', async () => {
  const { write } = await aWindow();
  await untilUnsaved(0);
  const put = IDBObjectStore.prototype.put;
  const marks = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (this.name === 'copies') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, row);
  });
  write('half');
  await vi.waitFor(() => expect(marks).toHaveBeenCalledTimes(2));
  marks.mockRestore();
  const again = await aWindow();
  expect(again.text()).toBe('');
  expect(again.loaded?.edits).toBe(0);
});

test('LOCAL-5 a long text is kept as it came: not merged with what comes after it, nor written anew for some edits', async () => {
  const { copy, doc, write, text } = await aWindow();
  const theirs = new Doc();
  const sizes: number[] = [];
  theirs.on('update', (update) => {
    sizes.push(update.length);
    applyUpdate(doc, update, 'server');
  });
  for (const words of ['x'.repeat(100_000), 'after ', 'it ']) theirs.getText('t').insert(0, words);
  await copy.flush();
  const [long = 0] = sizes;
  expect(await rowsHere()).toEqual([long, expect.any(Number)]);
  for (let edit = 0; edit < 100; edit += 1) {
    write('y');
    await untilKept(copy);
  }
  expect(await rowsHere()).toHaveLength(102);
  expect((await rowsHere())[0]).toBe(long);
  expect((await aWindow()).text()).toBe(text());
});

test('LOCAL-5 many rows become one, without those of another window', async () => {
  const first = await aWindow();
  const second = await aWindow();
  second.write('SECOND');
  await untilUnsaved(1);
  for (let edit = 0; edit < 200; edit += 1) {
    first.write('x');
    await untilKept(first.copy);
  }
  await untilUnsaved(201);
  expect((await rowsHere()).length).toBeLessThan(70);
  const third = await aWindow();
  expect(third.text()).toHaveLength(206);
  expect(third.text()).toContain('SECOND');
  expect(third.loaded?.edits).toBe(201);
  const [record] = await copiesHere();
  expect(record?.bytes).toBe((await rowsHere()).reduce((sum, size) => sum + size));
});

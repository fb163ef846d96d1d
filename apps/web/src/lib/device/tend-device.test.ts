import { IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { withDeviceDatabase } from './device-database.ts';
import { tendDevice } from './tend-device.ts';
import { ADA, aCopy, aDeviceForEachTest, aWindow, leaveBehind, MIRA, namesHere } from './testing/device.ts';
import { readDevice } from './whole-device.ts';

aDeviceForEachTest();

/** Opens a page of somebody who may read these documents; null where somebody else is signed in by now. */
async function open(owner: typeof ADA, readable: string[] | null) {
  const listReadable = vi.fn(async (documents: readonly string[]) => {
    if (!readable) throw new Error('The server answered by 401.');
    return documents.filter((document) => readable.includes(document));
  });
  await tendDevice({
    owner,
    listReadable,
    keeps: true,
    hasWorker: false,
    signal: new AbortController().signal,
  });
  return listReadable;
}

test('LOCAL-15 a device that is to keep nothing since it asked the server is not begun again', async () => {
  const control = new AbortController();
  const listReadable = async () => {
    control.abort();
    return [];
  };
  await tendDevice({ owner: ADA, listReadable, keeps: true, hasWorker: false, signal: control.signal });
  expect(await withDeviceDatabase(readDevice)).toBeNull();
});

test('LOCAL-21 what may no longer be read is deleted when the next page opens, but for unsaved edits', async () => {
  await leaveBehind('open', { isSaved: false });
  for (const name of ['mine', 'left']) await leaveBehind(name, { isSaved: true });
  const asked = await open(ADA, ['mine']);
  expect(asked.mock.calls).toEqual([[['left', 'mine']]]);
  expect((await namesHere()).sort()).toEqual(['mine', 'open']);
});

test('LOCAL-21 a copy that could not be deleted when access ended is deleted by the next page', async () => {
  const { copy, write } = await aWindow(aCopy('revoked'));
  write('secret');
  copy.settle();
  await vi.waitFor(async () => expect(await namesHere()).toEqual(['revoked']));
  await copy.flush();
  const failing = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
    throw new DOMException('no', 'UnknownError');
  });
  expect(await copy.delete()).toBe(false);
  expect(failing).toHaveBeenCalled();
  failing.mockRestore();
  expect(await namesHere()).toEqual(['revoked']);
  await open(ADA, []);
  expect(await namesHere()).toEqual([]);
});

test('LOCAL-21 where the server does not say, nothing is deleted, and an old page takes the device from nobody', async () => {
  await leaveBehind('kept', { isSaved: true });
  await open(ADA, null);
  await open(MIRA, null);
  expect(await namesHere()).toEqual(['kept']);
  await open(MIRA, []);
  expect(await namesHere()).toEqual([]);
});

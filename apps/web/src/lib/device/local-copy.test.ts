import { IDBDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { Doc } from 'yjs';
import { beginCopy } from './copy-transactions.ts';
import { withDeviceDatabase } from './device-database.ts';
import {
  ABOUT,
  ADA,
  aCopy,
  aDeviceForEachTest,
  aWindow,
  copiesHere,
  rowsHere,
  untilKept,
  untilUnsaved,
} from './testing/device.ts';

aDeviceForEachTest();

test('LOCAL-1 what is written is there when the document is opened again, with the count of unsaved edits', async () => {
  const first = await aWindow();
  expect(first.loaded).toBeNull();
  for (const word of ['one ', 'two ', 'three']) first.write(word);
  await untilKept(first.copy);
  first.copy.close();
  const again = await aWindow();
  expect(again.text()).toBe('one two three');
  expect(again.loaded).toEqual({ epoch: 'epoch-1', edits: 3 });
  expect(again.copy.isKept).toBe(true);
});

test('LOCAL-1 what others write is kept too, after a moment or as the page is left', async () => {
  const { copy, doc } = await aWindow();
  doc.transact(() => doc.getText('t').insert(0, 'theirs'), 'provider');
  copy.close();
  await vi.waitFor(async () => expect((await aWindow()).text()).toBe('theirs'));
  await untilUnsaved(0);
});

test.each(['InvalidStateError', 'UnknownError'])(
  'LOCAL-19 a connection that the browser has dropped, by %s, is opened again, and nothing is lost',
  async (name) => {
    const { copy, write } = await aWindow();
    await untilUnsaved(0);
    const connection = aDroppedConnection(name);
    write('after the background');
    await untilKept(copy);
    expect(connection.of()).not.toBeNull();
    await untilUnsaved(1);
  },
);

test('LOCAL-19, LOCAL-9 where the browser has deleted everything with the connection, nothing is made again or said to be kept', async () => {
  const { copy, write } = await aWindow();
  const connection = aDroppedConnection('InvalidStateError');
  write('kept');
  await untilKept(copy);
  vi.stubGlobal('indexedDB', new IDBFactory());
  connection.of()?.onclose?.(new Event('close'));
  await vi.waitFor(() => expect(copy.isKept).toBe(false));
  expect(await indexedDB.databases()).toEqual([]);
});

test('LOCAL-8 a device that does not answer any more holds up nobody who parts with a document', async () => {
  const { copy, write } = await aWindow();
  await untilUnsaved(0);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => Object.create(null));
  write('hangs');
  const parted = [copy.setAside(), copy.delete()];
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect(await Promise.all(parted)).toEqual([false, false]);
});

test('LOCAL-3 only what is saved on the server clears the count, that of an earlier page too', async () => {
  const first = await aWindow();
  first.write('one');
  await untilUnsaved(1);
  first.copy.close();
  const second = await aWindow();
  second.write('two');
  await untilUnsaved(2);
  second.copy.settle();
  await untilUnsaved(0);
  second.write('three');
  await untilUnsaved(1);
});

test('LOCAL-3 an edit that comes while another is marked as saved stays unsaved', async () => {
  const { copy, write } = await aWindow();
  write('one');
  copy.settle();
  write('two');
  await untilKept(copy);
  await untilUnsaved(1);
});

test('LOCAL-4 two windows write into one copy, and each clears only what it knows to be saved', async () => {
  const first = await aWindow();
  first.write('first ');
  await untilUnsaved(1);
  const second = await aWindow();
  expect(second.loaded?.edits).toBe(1);
  second.write('second ');
  first.write('again ');
  await untilUnsaved(3);
  // It has sent what it loaded and what it wrote; it knows nothing of the first one's second edit.
  second.copy.settle();
  await untilUnsaved(1);
  first.copy.settle();
  await untilUnsaved(0);
  const third = await aWindow();
  for (const words of ['first ', 'again ', 'second ']) expect(third.text().split(words)).toHaveLength(2);
});

test('LOCAL-4 a window that was cleared by another goes on counting its own', async () => {
  const first = await aWindow();
  first.write('one');
  await untilUnsaved(1);
  const second = await aWindow();
  second.copy.settle();
  await untilUnsaved(0);
  first.copy.settle();
  first.write('two');
  await untilUnsaved(1);
});

test('LOCAL-4 what a page that is gone has not saved is gone on with by one of those that find it', async () => {
  const first = await aWindow();
  first.write('one');
  await untilUnsaved(1);
  const beside = await aWindow();
  expect([...beside.copy.own]).toEqual([beside.doc.clientID]);
  first.copy.close();
  await vi.waitFor(() => expect(first.copy.isKept).toBe(false));
  const [second, third] = [await aWindow(), await aWindow()];
  expect([...second.copy.own]).toEqual([second.doc.clientID, first.doc.clientID]);
  expect([...third.copy.own]).toEqual([third.doc.clientID]);
});

test.each([
  ['gives none', deny],
  ['does not answer', silentRequest],
])('LOCAL-8 a browser that %s opens documents without a copy', async (_, open) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(indexedDB, 'open').mockImplementation(open);
  const opening = aWindow();
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  const { copy, write, loaded } = await opening;
  expect(loaded).toBeNull();
  write('only here');
  void copy.flush();
  expect(copy.isKept).toBe(false);
  await expect(copy.setAside()).resolves.toBe(false);
});

test('EPOCH-3 a copy of another epoch is put aside with its unsaved edits, and a new one begins empty', async () => {
  const { copy, write } = await aWindow();
  write('not saved');
  await untilUnsaved(1);
  await expect(copy.setAside()).resolves.toBe(true);
  const fresh = aCopy();
  const doc = new Doc();
  await expect(fresh.load(doc, () => {})).resolves.toEqual({ current: null, hasAside: true });
  expect(doc.getText('t').toString()).toBe('');
  fresh.begin('epoch-2');
  await vi.waitFor(async () => {
    const copies = await copiesHere();
    expect(copies.map(({ epoch, aside }) => [epoch, aside]).sort()).toEqual([
      ['epoch-1', true],
      ['epoch-2', false],
    ]);
  });
});

test('EPOCH-3 a copy of another epoch without unsaved edits is dropped', async () => {
  const { copy, write } = await aWindow();
  write('saved');
  copy.settle();
  await untilUnsaved(0);
  await expect(copy.setAside()).resolves.toBe(false);
  expect(await copiesHere()).toEqual([]);
  expect(await rowsHere()).toEqual([]);
});

test('EPOCH-3 a copy that could not be loaded in time is never mixed with one of another epoch', async () => {
  const { copy, write } = await aWindow();
  write('of the first');
  await untilUnsaved(1);
  copy.close();
  const late = aCopy();
  const opening = late.load(new Doc(), () => {});
  late.close();
  await opening;
  const fresh = aCopy();
  await fresh.load(new Doc(), () => {});
  await withDeviceDatabase(async (database) => {
    await beginCopy(database, {
      key: { person: ADA.id, document: 'minutes', epoch: 'two' },
      about: ABOUT,
      now: 9,
    });
  });
  const copies = await copiesHere();
  expect(copies.find(({ epoch }) => epoch === 'epoch-1')?.aside).toBe(true);
});

/** Makes the next connection that is used fail, for ever. */
function aDroppedConnection(name: string) {
  let dropped: IDBDatabase | null = null;
  const transaction = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...scope) {
    dropped ??= this;
    if (this === dropped) throw new DOMException('dropped', name);
    return transaction.apply(this, scope);
  });
  return { of: () => dropped };
}

function deny(): never {
  throw new DOMException('no', 'SecurityError');
}

function silentRequest(): IDBOpenDBRequest {
  return Object.create(null);
}

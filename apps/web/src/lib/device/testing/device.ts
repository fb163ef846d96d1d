import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { Doc } from 'yjs';
import { type CopyRecord, unsavedEditsIn } from '../copy-record.ts';
import { withDeviceDatabase } from '../device-database.ts';
import { DeviceCopy } from '../local-copy.ts';
import { readDevice } from '../whole-device.ts';

export const ADA = { id: 'ada', name: 'Ada', colour: 3 };
export const MIRA = { id: 'mira', name: 'Mira', colour: 7 };
export const ABOUT = {
  title: 'Minutes',
  workspace: { id: 'w', name: 'Garden', slug: 'garden' },
  mayWrite: true,
};

/** Gives each test of a file a device of its own. */
export function aDeviceForEachTest(): void {
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    vi.stubGlobal('navigator', { locks: new FakeLocks(), onLine: true });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
}

/** What is used of the Web Locks API: a lock is had at once or not at all, and held until the promise is settled. */
class FakeLocks {
  readonly #held = new Set<string>();

  async request(
    name: string,
    _options: { ifAvailable: true },
    hold: (lock: object | null) => Promise<void> | undefined,
  ): Promise<void> {
    await Promise.resolve();
    if (this.#held.has(name)) return hold(null);
    this.#held.add(name);
    try {
      await hold({});
    } finally {
      this.#held.delete(name);
    }
  }
}

/** Makes the device take nothing more, as with a full disk. */
export function aFullDisk() {
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    this.transaction.abort();
    throw new DOMException('full', 'QuotaExceededError');
  });
  return {
    untilTried: () => vi.waitFor(() => expect(put).toHaveBeenCalled()),
    wasTried: () => put.mock.calls.length > 0,
    tries: () => put.mock.calls.length,
    makeSpace: () => put.mockRestore(),
  };
}

export function aCopy(document = 'minutes', owner = ADA): DeviceCopy {
  return new DeviceCopy({ owner, document, about: ABOUT });
}

/** A window with a document open, and a server that has told its epoch; `text` is what is in it. */
export async function aWindow(copy = aCopy()) {
  const doc = new Doc();
  const onChange = vi.fn();
  const { current: loaded } = await copy.load(doc, onChange);
  doc.on('update', (update, origin) => {
    if (origin !== copy.origin) copy.add({ update, isEdit: origin === null, isFirm: false });
  });
  copy.begin('epoch-1');
  const write = (text: string) => doc.getText('t').insert(doc.getText('t').length, text);
  return { copy, doc, loaded, write, text: () => doc.getText('t').toString(), onChange };
}

/** Opens a document, writes its name into it and closes it. */
export async function leaveBehind(name: string, { isSaved }: { isSaved: boolean }): Promise<void> {
  const { copy, write } = await aWindow(aCopy(name));
  write(name);
  await untilKept(copy);
  if (isSaved) copy.settle();
  await vi.waitFor(async () => {
    const record = (await copiesHere()).find(({ document }) => document === name);
    expect(record && unsavedEditsIn(record)).toBe(isSaved ? 0 : 1);
  });
  copy.close();
}

export async function untilKept(copy: DeviceCopy): Promise<void> {
  await vi.waitFor(() => expect(copy.isKept).toBe(true), { interval: 1 });
}

/** Waits until the copies on the device, the last used first, have so many edits that the server hasn't. */
export async function untilUnsaved(...edits: number[]): Promise<void> {
  await vi.waitFor(async () => expect((await copiesHere()).map(unsavedEditsIn)).toEqual(edits), 5000);
}

/** The copies that the device shows to whoever it belongs to. */
export async function copiesHere(): Promise<CopyRecord[]> {
  return (await withDeviceDatabase(readDevice))?.copies ?? [];
}

/** The documents of those copies. */
export async function namesHere(): Promise<string[]> {
  return (await copiesHere()).map(({ document }) => document);
}

/** The sizes of all rows on the device. */
export function rowsHere(): Promise<number[]> {
  return withDeviceDatabase(
    (database) =>
      new Promise((resolve) => {
        const request: IDBRequest<Uint8Array[]> = database.transaction('rows').objectStore('rows').getAll();
        request.onsuccess = () => resolve(request.result.map(({ length }) => length));
      }),
  );
}

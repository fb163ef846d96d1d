import {
  type CopyAbout,
  type CopyKey,
  type CopyRecord,
  copiesOf,
  type EditCounts,
  highest,
  keyOf,
  type Owner,
  rowsOf,
  unsavedEditsIn,
  withoutSettled,
} from './copy-record.ts';
import { STORES } from './device-database.ts';
import { answer, transact } from './requests.ts';

/** What the device holds of a document. */
export interface Held {
  /** Whose the device is; null for nobody's. */
  owner: Owner | null;
  /** The copy to go on with; null for none. */
  current: { record: CopyRecord; rows: Uint8Array[] } | null;
  /** Copies that the person has to decide about. */
  aside: CopyRecord[];
}

/** What is added to a copy at once. */
export interface Addition {
  /** Updates (V1) of Yjs, each to be a row; none for counts alone. */
  rows: readonly Uint8Array[];
  /** Rows that the new ones contain: all before a number, and single ones; `bytes` is their size. */
  replaces: { before: number; numbers: readonly number[]; bytes: number } | null;
  made: EditCounts;
  saved: EditCounts;
  /** Waits until it is on the disk, and not only with the operating system. */
  isFirm: boolean;
}

type Store = (name: string) => IDBObjectStore;

const BOTH = [STORES.copies, STORES.rows];

/** All stores. */
export const ALL = [STORES.owner, ...BOTH];

/** The key of whom the device belongs to. */
export const THE_OWNER = 'owner';

/** What lies here of a document of a person. */
export function readCopies(database: IDBDatabase, which: Omit<CopyKey, 'epoch'>): Promise<Held> {
  return transact(database, { stores: ALL, mode: 'readonly' }, async (store) => {
    const records: CopyRecord[] = await answer(store(STORES.copies).getAll(copiesOf(which)));
    const [record] = records.filter(({ aside }) => !aside).sort((a, b) => b.usedAt - a.usedAt);
    const rows = record && (await answer(store(STORES.rows).getAll(rowsOf(record))));
    return {
      owner: (await readOwner(store)) ?? null,
      current: record && rows ? { record, rows } : null,
      aside: records.filter((one) => one.aside && unsavedEditsIn(one) > 0),
    };
  });
}

/** The rows of a copy, in order. */
export function readRows(database: IDBDatabase, key: CopyKey): Promise<Uint8Array[]> {
  return transact(database, { stores: BOTH, mode: 'readonly' }, (store) =>
    answer<Uint8Array[]>(store(STORES.rows).getAll(rowsOf(key))),
  );
}

/**
 * Begins a copy, or goes on with the one that is there. Copies of other epochs are put aside where they hold edits that only
 * this device has, and deleted where they don't.
 * @returns whether there is one now; none on somebody else's device
 */
export function beginCopy(
  database: IDBDatabase,
  { key, about, now }: { key: CopyKey; about: CopyAbout; now: number },
): Promise<boolean> {
  return transact(database, { stores: ALL }, async (store) => {
    if ((await readOwner(store))?.id !== key.person) return false;
    const records: CopyRecord[] = await answer(store(STORES.copies).getAll(copiesOf(key)));
    const known = records.find(({ epoch }) => epoch === key.epoch);
    put(store, { ...(known ?? { ...key, ...EMPTY }), ...about, usedAt: now });
    for (const other of records) if (other !== known) layAside(store, other);
    return true;
  });
}

/**
 * Adds to a copy; rows and counts are kept together or not at all.
 * @returns the number of the first row, the others' following; null where the copy is gone, or the device is somebody else's, as after signing out in another window
 */
export function addToCopy(
  database: IDBDatabase,
  { key, addition }: { key: CopyKey; addition: Addition },
): Promise<number | null> {
  const { rows, replaces, made, saved, isFirm } = addition;
  const durability = isFirm ? 'strict' : 'relaxed';
  return transact(database, { stores: ALL, durability }, async (store) => {
    const record = await find(store, key);
    if (!record || (await readOwner(store))?.id !== key.person) return null;
    const kept = store(STORES.rows);
    if (replaces) {
      kept.delete(IDBKeyRange.bound(keyOf(key), [...keyOf(key), replaces.before], false, true));
      for (const number of replaces.numbers) kept.delete([...keyOf(key), number]);
    }
    for (const [at, row] of rows.entries()) kept.put(row, [...keyOf(key), record.next + at]);
    const counted = {
      ...record,
      made: highest(record.made, made),
      saved: highest(record.saved, saved),
      bytes: record.bytes + sizeOf(rows) - (replaces?.bytes ?? 0),
      next: record.next + rows.length,
    };
    put(store, withoutSettled(counted));
    return record.next;
  });
}

/** Changes what the device shows of a document, where it keeps it. */
export function describeCopy(
  database: IDBDatabase,
  { key, about }: { key: CopyKey; about: Partial<CopyAbout> },
): Promise<void> {
  return transact(database, { stores: BOTH }, async (store) => {
    const record = await find(store, key);
    if (record) put(store, { ...record, ...about });
  });
}

/**
 * Puts a copy aside where it holds edits that only this device has; else deletes it.
 * @returns whether it lies aside
 */
export function setCopyAside(database: IDBDatabase, key: CopyKey): Promise<boolean> {
  return transact(database, { stores: BOTH }, async (store) => {
    const record = await find(store, key);
    return record !== undefined && layAside(store, record);
  });
}

/** Deletes a copy. */
export function deleteCopy(database: IDBDatabase, key: CopyKey): Promise<void> {
  return transact(database, { stores: BOTH }, (store) => remove(store, key));
}

/** Whose the device is, within a transaction on all stores. */
export function readOwner(store: Store): Promise<Owner | undefined> {
  return answer(store(STORES.owner).get(THE_OWNER));
}

/** Deletes a copy within a transaction on copies and rows. */
export function remove(store: Store, key: CopyKey): void {
  store(STORES.copies).delete(keyOf(key));
  store(STORES.rows).delete(rowsOf(key));
}

const EMPTY = { bytes: 0, next: 0, made: {}, saved: {}, aside: false } as const;

/** The bytes of rows. */
export function sizeOf(rows: readonly Uint8Array[]): number {
  return rows.reduce((sum, { length }) => sum + length, 0);
}

/** @returns whether it is worth keeping */
function layAside(store: Store, record: CopyRecord): boolean {
  const isWorthIt = unsavedEditsIn(record) > 0;
  if (isWorthIt) put(store, { ...record, aside: true });
  else remove(store, record);
  return isWorthIt;
}

function find(store: Store, key: CopyKey): Promise<CopyRecord | undefined> {
  return answer(store(STORES.copies).get(keyOf(key)));
}

function put(store: Store, record: CopyRecord): void {
  store(STORES.copies).put(record);
}

import { type CopyKey, type CopyRecord, keyOf, type Owner, unsavedEditsIn } from './copy-record.ts';
import { ALL, readOwner, remove, THE_OWNER } from './copy-transactions.ts';
import { STORES } from './device-database.ts';
import { tellNews } from './device-news.ts';
import { answer, transact } from './requests.ts';

/** How much is kept of what the server has, too: documents, and bytes of all copies. */
const MOST_DOCUMENTS = 100;
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Makes the device somebody's: whatever is kept of anybody else is deleted. `since`: whose it was when the page was opened;
 * where somebody else has come since, that page is the older one, and takes it from nobody.
 * @returns whether it is theirs now
 */
export async function claimDevice(
  database: IDBDatabase,
  { id, name, colour }: Owner,
  since?: Owner['id'] | null,
): Promise<boolean> {
  const claim = await transact(database, { stores: ALL }, async (store) => {
    const before = await readOwner(store);
    if (before?.id !== id && since !== undefined && since !== (before?.id ?? null)) return 'refused';
    if (before?.id !== id) clear(store);
    // A full disk takes nothing, not even what it has already.
    if (before?.id !== id || before.name !== name || before.colour !== colour || before.isSignedOut)
      store(STORES.owner).put({ id, name, colour } satisfies Owner, THE_OWNER);
    return before && before.id !== id ? 'taken' : 'own';
  });
  if (claim === 'taken') tellNews();
  return claim !== 'refused';
}

/** Whose the device is, and the documents that it keeps, the last used first; null for nobody's. */
export function readDevice(database: IDBDatabase): Promise<{ owner: Owner; copies: CopyRecord[] } | null> {
  return transact(database, { stores: ALL, mode: 'readonly' }, async (store) => {
    const owner = await readOwner(store);
    if (!owner) return null;
    const all: CopyRecord[] = await answer(store(STORES.copies).getAll());
    const copies = all.filter(({ person }) => person === owner.id).sort((a, b) => b.usedAt - a.usedAt);
    return { owner, copies };
  });
}

/** The same for whoever sits at the device while the server cannot say who that is; null for nobody, or where they are signed out. */
export async function readShown(
  database: IDBDatabase,
): Promise<{ owner: Owner; copies: CopyRecord[] } | null> {
  const device = await readDevice(database);
  if (!device || device.owner.isSignedOut) return null;
  return { ...device, copies: device.copies.filter(({ aside }) => !aside) };
}

/** Deletes everything. */
export function forgetEverything(database: IDBDatabase): Promise<void> {
  return transact(database, { stores: ALL }, clear);
}

/**
 * Deletes what the server has, too, as nobody is signed in any more; with nothing left the device is nobody's.
 * @param person whose it has to be for that; anybody's if none is given
 */
export function forgetSaved(database: IDBDatabase, person?: Owner['id']): Promise<void> {
  return transact(database, { stores: ALL }, async (store) => {
    const owner = await readOwner(store);
    if (person !== undefined && owner?.id !== person) return;
    const copies: CopyRecord[] = await answer(store(STORES.copies).getAll());
    const saved = copies.filter((copy) => unsavedEditsIn(copy) === 0);
    for (const copy of saved) remove(store, copy);
    if (saved.length === copies.length) clear(store);
    else if (owner) store(STORES.owner).put({ ...owner, isSignedOut: true } satisfies Owner, THE_OWNER);
  });
}

/** Deletes of some documents what the server has, too. */
export function forgetDocuments(database: IDBDatabase, documents: ReadonlySet<string>): Promise<void> {
  return transact(database, { stores: ALL }, async (store) => {
    const copies: CopyRecord[] = await answer(store(STORES.copies).getAll());
    for (const copy of copies)
      if (documents.has(copy.document) && unsavedEditsIn(copy) === 0) remove(store, copy);
  });
}

/** Deletes the copies that were used longest ago, until the rest is within bounds. What only this device has stays. */
export function makeRoom(
  database: IDBDatabase,
  {
    spare,
    documents = MOST_DOCUMENTS,
    bytes = MOST_BYTES,
  }: { spare?: CopyKey; documents?: number; bytes?: number },
): Promise<void> {
  return transact(database, { stores: ALL }, async (store) => {
    const copies: CopyRecord[] = await answer(store(STORES.copies).getAll());
    const isSpared = (copy: CopyRecord): boolean =>
      unsavedEditsIn(copy) > 0 || (spare !== undefined && String(keyOf(copy)) === String(keyOf(spare)));
    copies.sort((a, b) => Number(isSpared(b)) - Number(isSpared(a)) || b.usedAt - a.usedAt);
    let size = 0;
    for (const [index, copy] of copies.entries()) {
      size += copy.bytes;
      if (!isSpared(copy) && (index >= documents || size > bytes)) remove(store, copy);
    }
  });
}

function clear(store: (name: string) => IDBObjectStore): void {
  for (const name of ALL) store(name).clear();
}

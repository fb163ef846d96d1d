/** What a request to IndexedDB comes to. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** What a transaction is about. */
interface Scope {
  stores: readonly string[];
  mode?: 'readonly' | 'readwrite';
  /** "strict" waits until it is on the disk, and not only with the operating system. */
  durability?: 'strict' | 'relaxed';
}

/**
 * Does something in one transaction; resolves once it is committed. `act` waits for nothing but requests of the transaction.
 * @throws what `act` throws, or why the database did not take it; nothing of it is kept then
 */
export async function transact<T>(
  database: IDBDatabase,
  { stores, mode = 'readwrite', durability = 'relaxed' }: Scope,
  act: (store: (name: string) => IDBObjectStore) => Promise<T> | T,
): Promise<T> {
  const transaction = database.transaction([...stores], mode, { durability });
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('The transaction was given up.'));
  });
  // Whatever throws, and when: both are waited for.
  const acted = async () => act((name) => transaction.objectStore(name));
  try {
    const [value] = await Promise.all([acted(), done]);
    return value;
  } catch (error) {
    giveUp(transaction);
    throw error;
  }
}

function giveUp(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

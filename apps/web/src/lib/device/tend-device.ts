import { type Owner, unsavedEditsIn } from './copy-record.ts';
import { DEVICE_DATABASE, deleteDeviceDatabase, withDeviceDatabase } from './device-database.ts';
import { tellNews } from './device-news.ts';
import { claimDevice, forgetDocuments, forgetSaved, makeRoom, readDevice } from './whole-device.ts';
import { keepWorker, removeWorker } from './worker.ts';

/** Documents that the server is asked about at once. */
const MOST_ASKED = 100;

/**
 * Puts this device in order for whoever is signed in: what they may no longer read goes, also where access ended, or could not be
 * deleted, while no page was there. Nothing of it fails: a browser that keeps nothing does without.
 * @param listReadable asks the server which of some documents this person may still read; rejects where somebody else is
 * signed in by now: an old page takes the device from nobody
 * @param keeps whether documents are kept on this device
 * @param hasWorker whether there is a service worker, which only what was built has
 * @param signal aborts once it is told otherwise: what is kept no more is not begun again
 */
export async function tendDevice({
  owner,
  listReadable,
  keeps,
  hasWorker,
  signal,
}: {
  owner: Owner;
  listReadable: (documents: readonly string[]) => Promise<readonly string[]>;
  keeps: boolean;
  hasWorker: boolean;
  signal: AbortSignal;
}): Promise<void> {
  if (!keeps) return clearDevice();
  await attempt(async () => {
    const device = await withDeviceDatabase(readDevice);
    const theirs = device?.copies.filter(({ person }) => person === owner.id) ?? [];
    const saved = theirs.filter((copy) => unsavedEditsIn(copy) === 0);
    const documents = new Set(saved.map(({ document }) => document).slice(0, MOST_ASKED));
    for (const readable of await listReadable([...documents])) documents.delete(readable);
    signal.throwIfAborted();
    await withDeviceDatabase(async (database) => {
      await claimDevice(database, owner);
      await forgetDocuments(database, documents);
      await makeRoom(database, {});
    });
  });
  tellNews();
  if (hasWorker && !signal.aborted) await attempt(keepWorker);
}

/** Nobody is signed in: what the server has is kept no longer; what only this device has waits for its owner. */
export async function tendSignedOutDevice(): Promise<void> {
  await attempt(async () => {
    // Where there is none, none is made.
    const databases = await indexedDB.databases?.();
    if (databases?.some(({ name }) => name === DEVICE_DATABASE) === false) return;
    await withDeviceDatabase(forgetSaved);
    tellNews();
  });
}

/** Leaves nothing on this device. */
export async function clearDevice(): Promise<void> {
  await attempt(deleteDeviceDatabase);
  tellNews();
  await attempt(removeWorker);
}

async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    // A browser without a database or a worker has nothing to put in order.
  }
}

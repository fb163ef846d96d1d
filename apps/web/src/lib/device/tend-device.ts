import type { Owner } from './copy-record.ts';
import { DEVICE_DATABASE, deleteDeviceDatabase, withDeviceDatabase } from './device-database.ts';
import { tellNews } from './device-news.ts';
import { claimDevice, forgetOutside, forgetSaved, makeRoom } from './whole-device.ts';
import { keepWorker, removeWorker } from './worker.ts';

/**
 * Puts this device in order for whoever is signed in. Nothing of it fails: a browser that keeps nothing does without.
 * @param keeps whether documents are kept on this device
 * @param hasWorker whether there is a service worker, which only what was built has
 */
export async function tendDevice({
  owner,
  workspaces,
  keeps,
  hasWorker,
}: {
  owner: Owner;
  /** The ids of the workspaces that they are in. */
  workspaces: readonly string[];
  keeps: boolean;
  hasWorker: boolean;
}): Promise<void> {
  if (!keeps) return clearDevice();
  await attempt(() =>
    withDeviceDatabase(async (database) => {
      await claimDevice(database, owner);
      await forgetOutside(database, workspaces);
      await makeRoom(database, {});
    }),
  );
  tellNews();
  if (hasWorker) await attempt(keepWorker);
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

import type { CopyRecord } from '#lib/device/copy-record.ts';

/** Milliseconds that edits on their way to the server get before somebody is asked about them. */
const ON_THEIR_WAY = 1000;

/**
 * The documents with edits that would be lost if this device were cleared; null where that cannot be told: the browser does not
 * say, or not even the script that looks can be had.
 */
export async function whatWouldBeLost(
  load = () => import('#lib/device/unsaved-here.ts'),
): Promise<CopyRecord[] | null> {
  try {
    const { unsavedHere } = await load();
    const copies = await unsavedHere();
    if (copies?.length === 0 || !navigator.onLine) return copies;
    await new Promise((resolve) => setTimeout(resolve, ON_THEIR_WAY));
    return await unsavedHere();
  } catch {
    return null;
  }
}

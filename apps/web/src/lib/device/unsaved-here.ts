import { type CopyRecord, unsavedEditsIn } from './copy-record.ts';
import { withDeviceDatabase } from './device-database.ts';
import { readDevice } from './whole-device.ts';
import { withinPatience } from './within-patience.ts';

/** The documents of which only this device has some edits; null where the browser does not say. */
export async function unsavedHere(): Promise<CopyRecord[] | null> {
  try {
    const device = await withinPatience(withDeviceDatabase(readDevice));
    return device?.copies.filter((copy) => unsavedEditsIn(copy) > 0) ?? [];
  } catch (error) {
    return hasNoDatabase(error) ? [] : null;
  }
}

/** A browser that gives this site no database at all has nothing in one. */
function hasNoDatabase(error: unknown): boolean {
  return (
    typeof indexedDB === 'undefined' || (error instanceof DOMException && error.name === 'SecurityError')
  );
}

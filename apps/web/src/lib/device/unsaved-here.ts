import { type CopyRecord, unsavedEditsIn } from './copy-record.ts';
import { withDeviceDatabase } from './device-database.ts';
import { readDevice } from './whole-device.ts';

/** The documents of which only this device has some edits; none where the browser keeps nothing. */
export async function unsavedHere(): Promise<CopyRecord[]> {
  try {
    const device = await withDeviceDatabase(readDevice);
    return device?.copies.filter((copy) => unsavedEditsIn(copy) > 0) ?? [];
  } catch {
    return [];
  }
}

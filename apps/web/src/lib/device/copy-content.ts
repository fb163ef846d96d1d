import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromFragment, readUpdates } from '@plenum/editor/yjs/json-from-update';
import type { CopyKey } from './copy-record.ts';
import { readRows } from './copy-transactions.ts';
import { withDeviceDatabase } from './device-database.ts';
import { readableRows } from './readable-rows.ts';

/** The text of a copy on this device, as far as it can be read. */
export async function readCopyContent(key: CopyKey): Promise<NodeJson> {
  const rows = readableRows(await withDeviceDatabase((database) => readRows(database, key)));
  return readUpdates(rows, jsonFromFragment);
}

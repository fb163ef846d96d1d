import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { mergeUpdates } from 'yjs';
import type { CopyKey } from './copy-record.ts';
import { readRows } from './copy-transactions.ts';
import { withDeviceDatabase } from './device-database.ts';
import { readableRows } from './readable-rows.ts';

/** The text of a copy on this device, as far as it can be read. */
export async function readCopyContent(key: CopyKey): Promise<NodeJson> {
  const rows = readableRows(await withDeviceDatabase((database) => readRows(database, key)));
  return jsonFromUpdate(rows.length > 0 ? mergeUpdates(rows) : EMPTY_UPDATE);
}

/** A Yjs update (V1) of nothing. */
const EMPTY_UPDATE = new Uint8Array([0, 0]);

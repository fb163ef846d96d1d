import { MAX_SYNC_BYTES, MAX_UPDATE_CLIENTS, MAX_VECTOR_CLIENTS } from '@plenum/protocol/limits';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { decodeStrictly } from './strict-decoder.ts';

/** A run of one client's operations. */
export type Struct = Y.Item | Y.GC | Y.Skip;

/** A range of one client's operations that an update deletes. */
export interface Deletion {
  client: number;
  start: number;
  end: number;
}

/** What an update says. */
export interface Decoded {
  /** By client; within a client in the order of clocks, without gaps but for Skip. */
  structs: Map<number, Struct[]>;
  deletions: Deletion[];
}

/**
 * Decodes an update (V1) that may be hostile; null unless it is one that Yjs itself could have written: clients descending,
 * no empty structs, no nested documents, no values nested without end, nothing behind the end. Never throws. What it refers
 * to is not looked at.
 */
export function decodeUpdate(update: Uint8Array): Decoded | null {
  try {
    if (update.length > MAX_SYNC_BYTES) return null;
    if (decoding.readVarUint(decoding.createDecoder(update)) > MAX_UPDATE_CLIENTS) return null;
    const { structs, ds } = decodeStrictly(update);
    return { structs: runsOf(structs), deletions: deletionsOf(ds) };
  } catch {
    return null;
  }
}

/** Decodes an update from the log, which was vetted before it got there. @throws Error for one that is damaged. */
export function decodeStored(update: Uint8Array): Decoded {
  const { structs, ds } = Y.decodeUpdate(update);
  return { structs: runsOf(structs), deletions: deletionsOf(ds) };
}

/** The clocks of a state vector that may be hostile; null when it is malformed. Never throws. */
export function decodeVector(vector: Uint8Array): Map<number, number> | null {
  try {
    const decoder = decoding.createDecoder(vector);
    const count = decoding.readVarUint(decoder);
    if (count > MAX_VECTOR_CLIENTS) return null;
    const clocks = new Map<number, number>();
    for (let i = 0; i < count; i++) clocks.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
    return decoding.hasContent(decoder) ? null : clocks;
  } catch {
    return null;
  }
}

/** Deletions by client, in the order in which they stand. */
export function byClient(deletions: readonly Deletion[]): Map<number, Deletion[]> {
  const clients = new Map<number, Deletion[]>();
  for (const deletion of deletions) {
    const own = clients.get(deletion.client);
    if (own) own.push(deletion);
    else clients.set(deletion.client, [deletion]);
  }
  return clients;
}

function runsOf(structs: readonly Struct[]): Map<number, Struct[]> {
  const clients = new Map<number, Struct[]>();
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (!(struct.length > 0) || !Number.isSafeInteger(clock + struct.length)) throw new RangeError('struct');
    const run = clients.get(client);
    if (run) run.push(struct);
    else clients.set(client, [struct]);
  }
  return clients;
}

/** The ranges of a delete set. @throws RangeError for one that is empty or beyond all clocks. */
export function deletionsOf(ds: ReturnType<typeof Y.decodeUpdateV2>['ds']): Deletion[] {
  const deletions: Deletion[] = [];
  for (const [client, items] of ds.clients) {
    for (const { clock, len } of items) {
      if (!(len > 0) || !Number.isSafeInteger(clock + len)) throw new RangeError('deletion');
      deletions.push({ client, start: clock, end: clock + len });
    }
  }
  return deletions;
}

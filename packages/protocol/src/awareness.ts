import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MAX_AWARENESS_BYTES, MAX_AWARENESS_ENTRIES } from './limits.ts';

/** One client's awareness. `state` is JSON, `null` when the client is gone; y-protocols PROTOCOL.md, Awareness. */
export interface AwarenessEntry {
  client: number;
  clock: number;
  state: string;
}

/** The entries of an awareness message; null when it is malformed or over a limit. Never throws. */
export function decodeAwareness(bytes: Uint8Array): AwarenessEntry[] | null {
  if (bytes.length > MAX_AWARENESS_BYTES) return null;
  try {
    const decoder = decoding.createDecoder(bytes);
    const count = decoding.readVarUint(decoder);
    if (count > MAX_AWARENESS_ENTRIES) return null;
    const entries: AwarenessEntry[] = [];
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      entries.push({ client, clock, state: decoding.readVarString(decoder) });
    }
    return decoding.hasContent(decoder) ? null : entries;
  } catch {
    return null;
  }
}

/** The inverse of {@link decodeAwareness}: the entries alone, without a message around them. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, state);
  }
  return encoding.toUint8Array(encoder);
}

import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { byClient, type Decoded } from './decode.ts';

/**
 * An update (V1) as Yjs encodes it: clients descending, the first struct of each cut to what is not before a clock.
 * @param from the clock for a client; 0 for all by default.
 */
export function encodeContent(
  { structs, deletions }: Decoded,
  { from = () => 0 }: { from?: (client: number) => number } = {},
): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const out = encoder.restEncoder;
  encoding.writeVarUint(out, structs.size);
  for (const [client, run] of descending(structs)) {
    const start = Math.max(from(client), run[0]?.id.clock ?? 0);
    encoding.writeVarUint(out, run.length);
    encoder.writeClient(client);
    encoding.writeVarUint(out, start);
    for (const struct of run) struct.write(encoder, Math.max(start - struct.id.clock, 0));
  }
  const deleted = byClient(deletions);
  encoding.writeVarUint(out, deleted.size);
  for (const [client, ranges] of descending(deleted)) {
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, ranges.length);
    for (const { start, end } of ranges) {
      encoder.writeDsClock(start);
      encoder.writeDsLen(end - start);
    }
  }
  return encoder.toUint8Array();
}

function descending<V>(clients: Map<number, V>): [number, V][] {
  return [...clients].sort(([a], [b]) => b - a);
}

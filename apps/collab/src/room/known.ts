import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { byClient, type Decoded, type Deletion, deletionsOf } from './decode.ts';
import { encodeContent } from './encode.ts';
import { Ranges } from './ranges.ts';

/** Which operations and deletions a document has: all that vetting needs to know of it. */
export class Known {
  readonly #clocks = new Map<number, number>();
  readonly #deleted = new Map<number, Ranges>();
  #vector: Uint8Array | null = null;

  /** The first clock of a client that the document does not have. */
  clockOf(client: number): number {
    return this.#clocks.get(client) ?? 0;
  }

  /** How many clients the document would have operations of, with an update. */
  clientsWith({ structs }: Decoded): number {
    return [...structs.keys()].reduce(
      (sum, client) => sum + (this.#clocks.has(client) ? 0 : 1),
      this.#clocks.size,
    );
  }

  /** The parts of a deletion that the document does not have. */
  undeleted({ client, start, end }: Deletion): Deletion[] {
    const ranges = this.#deleted.get(client);
    if (!ranges) return [{ client, start, end }];
    return ranges.missing(start, end).map(([from, until]) => ({ client, start: from, end: until }));
  }

  /** Adds what an update says. Operations behind a gap do not count until the gap is filled. */
  add({ structs, deletions }: Decoded): void {
    this.#vector = null;
    for (const [client, run] of structs) this.#clocks.set(client, endOf(run, this.clockOf(client)));
    this.#addDeletions(deletions);
  }

  #addDeletions(deletions: readonly Deletion[]): void {
    for (const [client, deleted] of byClient(deletions)) {
      const ranges = this.#deleted.get(client) ?? new Ranges();
      this.#deleted.set(client, ranges);
      ranges.add(deleted.sort((a, b) => a.start - b.start));
    }
  }

  /** Adds what a snapshot of Yjs (V1) says: its state vector and deletions. @throws Error when it is damaged. */
  addSnapshot(snapshot: Uint8Array): void {
    const { sv, ds } = Y.decodeSnapshot(snapshot);
    for (const [client, clock] of sv) this.#clocks.set(client, Math.max(clock, this.clockOf(client)));
    this.#addDeletions(deletionsOf(ds));
  }

  /** Whether clocks have all operations that the document has. */
  isWithin(clocks: ReadonlyMap<number, number>): boolean {
    for (const [client, clock] of this.#clocks) if ((clocks.get(client) ?? 0) < clock) return false;
    return true;
  }

  /** All deletions, as an update without operations (V1). */
  get deletions(): Uint8Array {
    const deletions: Deletion[] = [];
    for (const [client, ranges] of this.#deleted)
      for (const [start, end] of ranges.all()) deletions.push({ client, start, end });
    return encodeContent({ structs: new Map(), deletions });
  }

  /** The state vector, encoded, with other clocks for some clients. */
  vectorWith(clocks: ReadonlyMap<number, number>): Uint8Array {
    return encodeVector(new Map([...this.#clocks, ...clocks]));
  }

  /** The state vector, encoded. */
  get vector(): Uint8Array {
    this.#vector ??= encodeVector(this.#clocks);
    return this.#vector;
  }
}

function encodeVector(clocks: ReadonlyMap<number, number>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, clocks.size);
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
}

function endOf(run: readonly { id: Y.ID; length: number }[], known: number): number {
  let clock = known;
  for (const struct of run) {
    if (struct instanceof Y.Skip || struct.id.clock > clock) break;
    clock = Math.max(clock, struct.id.clock + struct.length);
  }
  return clock;
}

import { MAX_DELETIONS, MAX_NESTING } from '@plenum/protocol/limits';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';

/** The numbers by which a struct's first byte calls a nested document, and values as a Yjs before version 13 wrote them. */
const CONTENT_DOC = 9;
const CONTENT_JSON = 2;
const CONTENT_KIND = 0b11111;

/**
 * Decodes an update (V1) with what Yjs itself lets pass, but would not write or could not write again: see the decoder below.
 * @throws Error for any other.
 */
export function decodeStrictly(update: Uint8Array): ReturnType<typeof Y.decodeUpdateV2> {
  try {
    const decoded = Y.decodeUpdateV2(update, StrictDecoder);
    if (latest === null || decoding.hasContent(latest.restDecoder)) throw new RangeError('end');
    return decoded;
  } finally {
    latest = null;
  }
}

/** The decoder of the call in progress: Yjs makes it itself, and only it knows where the update ended. */
let latest: StrictDecoder | null = null;

class StrictDecoder extends Y.UpdateDecoderV1 {
  #lastClient = Infinity;
  #deletions = 0;

  constructor(decoder: decoding.Decoder) {
    super(decoder);
    latest = this;
  }

  /** Merging relies on descending clients, and reading on each having one block. */
  override readClient(): number {
    const client = super.readClient();
    if (!Number.isSafeInteger(client) || client >= this.#lastClient) throw new RangeError('client order');
    this.#lastClient = client;
    return client;
  }

  /** A nested document is built while it is decoded, so it has to be refused before. */
  override readInfo(): number {
    const info = super.readInfo();
    const kind = info & CONTENT_KIND;
    if (!Number.isInteger(info) || kind === CONTENT_DOC || kind === CONTENT_JSON)
      throw new RangeError('content');
    return info;
  }

  override readJSON(): unknown {
    return bounded(super.readJSON());
  }

  override readAny(): unknown {
    return bounded(super.readAny());
  }

  override readDsLen(): number {
    this.#deletions += 1;
    if (this.#deletions > MAX_DELETIONS) throw new RangeError('deletions');
    return super.readDsLen();
  }
}

/** Writing a value again recurses: one nested deeper than the stack could be stored, but never be merged or opened. */
function bounded<T>(value: T): T {
  if (!isBounded(value, MAX_NESTING)) throw new RangeError('nesting');
  return value;
}

function isBounded(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isBounded(item, levels - 1));
  // A key "__proto__" makes a prototype of its value, which would be written along with the rest.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((item) => isBounded(item, levels - 1));
}

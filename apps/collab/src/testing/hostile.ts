import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** One struct of an update that is put together by hand, as the functions below make them. */
export type RawStruct = (out: encoding.Encoder) => void;

/** An id as Yjs writes one. */
export interface RawId {
  client: number;
  clock: number;
}

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const CONTENT_JSON = 2;
const CONTENT_STRING = 4;
const CONTENT_EMBED = 5;
const CONTENT_FORMAT = 6;
const CONTENT_ANY = 8;
const CONTENT_DOC = 9;

/** A text with whatever neighbours; without any it goes to the root type "content". */
export function text(
  value: string,
  { origin, rightOrigin }: { origin?: RawId; rightOrigin?: RawId } = {},
): RawStruct {
  return (out) => {
    encoding.writeUint8(
      out,
      CONTENT_STRING | (origin ? HAS_ORIGIN : 0) | (rightOrigin ? HAS_RIGHT_ORIGIN : 0),
    );
    for (const id of [origin, rightOrigin]) if (id) writeId(out, id);
    if (!origin && !rightOrigin) writeRoot(out);
    encoding.writeVarString(out, value);
  };
}

/** A text whose parent is an item. */
export function childOf(parent: RawId): RawStruct {
  return (out) => {
    encoding.writeUint8(out, CONTENT_STRING);
    encoding.writeVarUint(out, 0);
    writeId(out, parent);
    encoding.writeVarString(out, 'x');
  };
}

/** A nested document. */
export function nestedDocument(): RawStruct {
  return (out) => {
    encoding.writeUint8(out, CONTENT_DOC);
    writeRoot(out);
    encoding.writeVarString(out, 'guid');
    encoding.writeAny(out, {});
  };
}

/** An embedded value whose JSON is an array in an array, so many levels deep. */
export function deepEmbed(levels: number): RawStruct {
  return content(CONTENT_EMBED, (out) => encoding.writeVarString(out, deepJson(levels)));
}

/** A formatting attribute of the same kind. */
export function deepFormat(levels: number): RawStruct {
  return content(CONTENT_FORMAT, (out) => {
    encoding.writeVarString(out, 'bold');
    encoding.writeVarString(out, deepJson(levels));
  });
}

/** A value of the same kind in an array or a map. */
export function deepAny(levels: number): RawStruct {
  return content(CONTENT_ANY, (out) => {
    encoding.writeVarUint(out, 1);
    for (let level = 1; level < levels; level++) {
      encoding.writeUint8(out, 117);
      encoding.writeVarUint(out, 1);
    }
    encoding.writeAny(out, []);
  });
}

/** A value with a key that sets an object's prototype. */
export function prototypeAny(): RawStruct {
  return content(CONTENT_ANY, (out) => {
    encoding.writeVarUint(out, 1);
    encoding.writeUint8(out, 118);
    encoding.writeVarUint(out, 1);
    encoding.writeVarString(out, '__proto__');
    encoding.writeAny(out, { a: 1 });
  });
}

/** A value as a Yjs before version 13 wrote it. */
export function legacyJson(): RawStruct {
  return content(CONTENT_JSON, (out) => {
    encoding.writeVarUint(out, 1);
    encoding.writeVarString(out, '1');
  });
}

/** A gap. */
export function skip(length: number): RawStruct {
  return (out) => {
    encoding.writeUint8(out, 10);
    encoding.writeVarUint(out, length);
  };
}

/** Collected operations. */
export function collected(length: number): RawStruct {
  return (out) => {
    encoding.writeUint8(out, 0);
    encoding.writeVarUint(out, length);
  };
}

/** A block of one client's structs. */
export interface RawBlock extends RawId {
  structs: RawStruct[];
}

/** Deletions of one client's operations. */
export interface RawDeletion {
  client: number;
  ranges: { clock: number; length: number }[];
}

/** An update (V1) with these blocks in this order, whether Yjs would write it or not. */
export function rawUpdate(blocks: readonly RawBlock[], deletions: readonly RawDeletion[] = []): Uint8Array {
  const out = encoding.createEncoder();
  encoding.writeVarUint(out, blocks.length);
  for (const { client, clock, structs } of blocks) {
    encoding.writeVarUint(out, structs.length);
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, clock);
    for (const write of structs) write(out);
  }
  encoding.writeVarUint(out, deletions.length);
  for (const { client, ranges } of deletions) {
    encoding.writeVarUint(out, client);
    encoding.writeVarUint(out, ranges.length);
    for (const { clock, length } of ranges) {
      encoding.writeVarUint(out, clock);
      encoding.writeVarUint(out, length);
    }
  }
  return encoding.toUint8Array(out);
}

/** A document with a text typed by one client. */
export function documentWith(value: string, client: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('content').insert(0, value);
  return doc;
}

function content(kind: number, write: RawStruct): RawStruct {
  return (out) => {
    encoding.writeUint8(out, kind);
    writeRoot(out);
    write(out);
  };
}

function deepJson(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

function writeId(out: encoding.Encoder, { client, clock }: RawId): void {
  encoding.writeVarUint(out, client);
  encoding.writeVarUint(out, clock);
}

function writeRoot(out: encoding.Encoder): void {
  encoding.writeVarUint(out, 1);
  encoding.writeVarString(out, 'content');
}

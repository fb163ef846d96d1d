// The servers' wire formats. All speak y-protocols; Hocuspocus puts the document's name before each message and wants to be
// told a token first, and a bare relay answers nothing.
import { MESSAGE, SYNC } from '@plenum/protocol/messages';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** Types of Hocuspocus's own (its MessageType). */
const HOCUSPOCUS = { auth: 2, syncReply: 4 };
/** By the second number of a sync message. */
const SYNC_KINDS = ['step1', 'step2', 'update'];
const EMPTY_DOCUMENT = new Y.Doc();
const EMPTY_VECTOR = Y.encodeStateVector(EMPTY_DOCUMENT);
const EMPTY_UPDATE = Y.encodeStateAsUpdate(EMPTY_DOCUMENT);

/**
 * How to speak about one document.
 * @typedef {object} Wire
 * @property {Uint8Array[]} greeting what is sent when the socket has opened
 * @property {boolean} answers whether a step 2 follows the greeting
 * @property {Uint8Array} emptyStep2 the answer of somebody who has nothing
 * @property {Uint8Array | null} signOfLife what has to be sent now and then
 * @property {(update: Uint8Array) => Uint8Array} update
 * @property {(bytes: Buffer) => 'step1' | 'step2' | 'update' | 'acknowledgement' | null} kindOf
 */

/** The wire of a kind of server, for a document. @returns {Wire} */
export function wireOf(kind, name) {
  const prefix = kind === 'hocuspocus' ? named(name) : new Uint8Array();
  const step1 = sync(prefix, SYNC.step1, EMPTY_VECTOR);
  return {
    greeting: { relay: [], hocuspocus: [auth(prefix), step1], 'y-protocols': [step1] }[kind],
    answers: kind !== 'relay',
    emptyStep2: sync(prefix, SYNC.step2, EMPTY_UPDATE),
    signOfLife: kind === 'hocuspocus' ? Uint8Array.of(...prefix, MESSAGE.queryAwareness) : null,
    update: (update) => sync(prefix, SYNC.update, update),
    kindOf: (bytes) => kindAt(bytes, prefix.length),
  };
}

function kindAt(bytes, at) {
  const type = bytes[at];
  if (type === MESSAGE.sync || type === HOCUSPOCUS.syncReply) return SYNC_KINDS[bytes[at + 1]] ?? null;
  return type === MESSAGE.acknowledgement ? 'acknowledgement' : null;
}

function named(name) {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  return encoding.toUint8Array(encoder);
}

function auth(prefix) {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, prefix);
  encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
  encoding.writeVarUint(encoder, 0);
  encoding.writeVarString(encoder, 'token');
  return encoding.toUint8Array(encoder);
}

function sync(prefix, kind, payload) {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, prefix);
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

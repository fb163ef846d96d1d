import { isNews, NEWS, type News } from '@plenum/domain/documents/news';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** First number of every message; PROTOCOL.md. */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  acknowledgement: 100,
  access: 101,
  renamed: 102,
  epoch: 103,
  commented: 104,
  chatted: 105,
  met: 106,
  gathered: 107,
} as const satisfies Record<News, number> & Record<string, number>;

/** Second number of a sync message. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

/** What a connection may do with the document. */
export type Access = 'read' | 'write';

/** What a client may send. Byte arrays are views of the message. */
export type ClientMessage =
  | { type: 'step1'; vector: Uint8Array }
  | { type: 'step2'; update: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; entries: Uint8Array }
  | { type: 'queryAwareness' };

/** What a server may send. */
export type ServerMessage =
  | Exclude<ClientMessage, { type: 'queryAwareness' }>
  | { type: 'acknowledgement'; frames: number }
  | { type: 'access'; access: Access }
  | { type: News }
  | { type: 'epoch'; epoch: string };

/** What no client may send. */
type OnlyFromServer = Exclude<ServerMessage, ClientMessage>;

/** A client's message; null when it is malformed, unknown, or the server's to send. Never throws. */
export function decodeClientMessage(bytes: Uint8Array): ClientMessage | null {
  const message = decode(bytes);
  return message === null || isOnlyFromServer(message) ? null : message;
}

/** A server's message; null when it is malformed or unknown. Never throws. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage | null {
  const message = decode(bytes);
  return message === null || message.type === 'queryAwareness' ? null : message;
}

/** A message as the bytes to send. */
export function encodeMessage(message: ClientMessage | ServerMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  switch (message.type) {
    case 'step1':
      writeSync(encoder, { kind: SYNC.step1, payload: message.vector });
      break;
    case 'step2':
      writeSync(encoder, { kind: SYNC.step2, payload: message.update });
      break;
    case 'update':
      writeSync(encoder, { kind: SYNC.update, payload: message.update });
      break;
    case 'awareness':
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, message.entries);
      break;
    case 'queryAwareness':
      encoding.writeVarUint(encoder, MESSAGE.queryAwareness);
      break;
    case 'acknowledgement':
      encoding.writeVarUint(encoder, MESSAGE.acknowledgement);
      encoding.writeVarUint(encoder, message.frames);
      break;
    case 'epoch':
      encoding.writeVarUint(encoder, MESSAGE.epoch);
      encoding.writeVarString(encoder, message.epoch);
      break;
    case 'access':
      encoding.writeVarUint(encoder, MESSAGE.access);
      encoding.writeVarUint(encoder, message.access === 'write' ? 1 : 0);
      break;
    default:
      encoding.writeVarUint(encoder, MESSAGE[message.type]);
  }
  return encoding.toUint8Array(encoder);
}

/** The body of an acknowledgement, for a handler that y-websocket calls after the message's first number. */
export function readAcknowledgement(decoder: decoding.Decoder): number {
  return decoding.readVarUint(decoder);
}

/** The body of an access message, for a handler that y-websocket calls after the message's first number. */
export function readAccess(decoder: decoding.Decoder): Access {
  return decoding.readVarUint(decoder) === 1 ? 'write' : 'read';
}

/** The body of an epoch message, for a handler that y-websocket calls after the message's first number. */
export function readEpoch(decoder: decoding.Decoder): string {
  return decoding.readVarString(decoder);
}

/** Which sync frame a message to be sent is, by its first two bytes; null when it is none. What a client counts. */
export function syncFrame(message: Uint8Array): 'step2' | 'update' | null {
  if (message[0] !== MESSAGE.sync) return null;
  if (message[1] === SYNC.step2) return 'step2';
  return message[1] === SYNC.update ? 'update' : null;
}

function isOnlyFromServer(message: ClientMessage | ServerMessage): message is OnlyFromServer {
  return isNews(message.type) || ['acknowledgement', 'access', 'epoch'].includes(message.type);
}

function writeSync(
  encoder: encoding.Encoder,
  { kind, payload }: { kind: number; payload: Uint8Array },
): void {
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
}

function decode(bytes: Uint8Array): ClientMessage | ServerMessage | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = read(decoder);
    return decoding.hasContent(decoder) ? null : message;
  } catch {
    return null;
  }
}

function read(decoder: decoding.Decoder): ClientMessage | ServerMessage | null {
  const number = decoding.readVarUint(decoder);
  switch (number) {
    case MESSAGE.sync:
      return readSync(decoder);
    case MESSAGE.awareness:
      return { type: 'awareness', entries: decoding.readVarUint8Array(decoder) };
    case MESSAGE.queryAwareness:
      return { type: 'queryAwareness' };
    case MESSAGE.acknowledgement:
      return { type: 'acknowledgement', frames: readAcknowledgement(decoder) };
    case MESSAGE.epoch:
      return { type: 'epoch', epoch: readEpoch(decoder) };
    case MESSAGE.access:
      return { type: 'access', access: readAccess(decoder) };
    default: {
      const news = NEWS.find((type) => MESSAGE[type] === number);
      return news ? { type: news } : null;
    }
  }
}

function readSync(decoder: decoding.Decoder): ClientMessage | null {
  const kind = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case SYNC.step1:
      return { type: 'step1', vector: payload };
    case SYNC.step2:
      return { type: 'step2', update: payload };
    case SYNC.update:
      return { type: 'update', update: payload };
    default:
      return null;
  }
}

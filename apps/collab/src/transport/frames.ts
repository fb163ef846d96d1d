import type { Writable } from 'node:stream';

/** First byte of a frame that is a whole binary message (RFC 6455, 5.2). */
const BINARY = 0x82;
/** Payload lengths up to which the header has none of its own, and two bytes for it. */
const SHORT = 125;
const MEDIUM = 0xffff;

/** Bytes from which a message costs more to copy than to send in two parts. */
const LARGE = 16 * 1024;

/** WebSocket frames of messages (RFC 6455). What is sent to many in a row is framed once, and its bytes shared by all. */
export class Frames {
  #message: Uint8Array | null = null;
  #frame: Buffer = Buffer.alloc(0);

  /** Writes a message as a server's frame: unmasked and uncompressed. */
  write(message: Uint8Array, socket: Writable): void {
    if (message.length < LARGE) {
      socket.write(this.#small(message));
      return;
    }
    socket.cork();
    socket.write(header(message.length));
    socket.write(message);
    socket.uncork();
  }

  #small(message: Uint8Array): Buffer {
    if (message !== this.#message) {
      this.#frame = Buffer.concat([header(message.length), message]);
      this.#message = message;
    }
    return this.#frame;
  }
}

function header(length: number): Buffer {
  if (length <= SHORT) return Buffer.of(BINARY, length);
  const isMedium = length <= MEDIUM;
  const bytes = Buffer.alloc(isMedium ? 4 : 10);
  bytes[0] = BINARY;
  bytes[1] = isMedium ? 126 : 127;
  if (isMedium) bytes.writeUInt16BE(length, 2);
  else bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}

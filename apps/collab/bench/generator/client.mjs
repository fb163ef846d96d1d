import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

/** Milliseconds for a socket to open and be brought up to date, and to close. */
const OPEN_TIMEOUT = 60_000;
const CLOSE_TIMEOUT = 5_000;
/** Milliseconds between signs of life, where a server wants them. */
const SIGN_OF_LIFE = 20_000;

/**
 * What a client tells.
 * @typedef {object} Listener
 * @property {(bytes: Buffer) => void} [onFrame] a step 2 or an update, as the message that brought it
 * @property {(milliseconds: number) => void} [onDurable] a sync frame was acknowledged so long after it was sent
 */

/** A bare socket: no Y.Doc, so that a generator can have thousands. */
export class Client {
  /** The code with which the socket was closed; null while it is not. @type {number | null} */
  closeCode = null;
  /** Bytes of the last step 2. */
  stateBytes = 0;
  #wire;
  #ws;
  #onFrame;
  #onDurable;
  #onSynced = () => {};
  #signOfLife;
  /** When each sync frame was sent. @type {number[]} */
  #sentAt = [];
  #acknowledged = 0;

  /**
   * @param {{ url: string, headers: Record<string, string>, wire: import('./wire.mjs').Wire }} seat
   * @param {Listener} [listener]
   */
  constructor({ url, headers, wire }, { onFrame = () => {}, onDurable = () => {} } = {}) {
    this.#wire = wire;
    this.#onFrame = onFrame;
    this.#onDurable = onDurable;
    this.#ws = new WebSocket(url, { headers, perMessageDeflate: false, maxPayload: 0 });
    this.#ws.on('message', (data) => this.#receive(data));
  }

  /** Resolves when the server has sent what there is. */
  async opened() {
    let timer;
    const synced = new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('A socket was not served in time.')), OPEN_TIMEOUT);
      this.#ws.on('error', reject);
      this.#ws.on('close', (code) => {
        this.closeCode = code;
        clearInterval(this.#signOfLife);
        reject(new Error(`A socket was closed with ${code}.`));
      });
      this.#onSynced = resolve;
      this.#ws.once('open', () => {
        for (const message of this.#wire.greeting) this.#ws.send(message);
        if (!this.#wire.answers) resolve();
      });
    });
    await synced.finally(() => clearTimeout(timer));
    const { signOfLife } = this.#wire;
    if (signOfLife) this.#signOfLife = setInterval(() => this.#ws.send(signOfLife), SIGN_OF_LIFE);
  }

  /** Sync frames that are not acknowledged as durable. */
  get unacknowledged() {
    return this.#sentAt.length - this.#acknowledged;
  }

  send(update) {
    this.#sendSync(this.#wire.update(update));
  }

  /** Reads nothing more, until `resume`. */
  pause() {
    this.#ws.pause();
  }

  resume() {
    this.#ws.resume();
  }

  /** Resolves when the socket is closed. */
  async close() {
    if (this.#ws.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.#ws.once('close', resolve));
    this.#ws.close();
    const timer = setTimeout(() => this.#ws.terminate(), CLOSE_TIMEOUT);
    await closed;
    clearTimeout(timer);
  }

  #sendSync(message) {
    this.#sentAt.push(performance.now());
    this.#ws.send(message);
  }

  #receive(data) {
    switch (this.#wire.kindOf(data)) {
      case 'update':
        this.#onFrame(data);
        break;
      case 'step1':
        this.#sendSync(this.#wire.emptyStep2);
        break;
      case 'step2':
        this.stateBytes = data.length;
        this.#onFrame(data);
        this.#onSynced();
        break;
      case 'acknowledgement':
        this.#acknowledge(decoding.readVarUint(decoding.createDecoder(data.subarray(1))));
        break;
    }
  }

  #acknowledge(frames) {
    const now = performance.now();
    for (; this.#acknowledged < frames; this.#acknowledged++) {
      this.#onDurable(now - this.#sentAt[this.#acknowledged]);
    }
  }
}

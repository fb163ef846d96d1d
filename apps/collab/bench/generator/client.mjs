import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';

/** Milliseconds for a socket to open and be brought up to date. */
const OPEN_TIMEOUT = 60_000;
/** Milliseconds between signs of life, where a server wants them. */
const SIGN_OF_LIFE = 20_000;

/** A bare socket: no Y.Doc, so that a generator can have thousands. */
export class Client {
  /** The state that the server sent last when asked. @type {Buffer | null} */
  step2 = null;
  acknowledged = 0;
  closeCode = null;
  #wire;
  #ws;
  #onFrame;
  #onAcknowledged;
  #onSynced = () => {};
  #signOfLife;

  /**
   * @param {{ url: string, headers: Record<string, string>, wire: import('./wire.mjs').Wire }} seat
   * @param {{ onFrame?: (bytes: Buffer) => void, onAcknowledged?: (frames: number) => void }} listener
   */
  constructor({ url, headers, wire }, { onFrame = () => {}, onAcknowledged = () => {} } = {}) {
    this.#wire = wire;
    this.#onFrame = onFrame;
    this.#onAcknowledged = onAcknowledged;
    this.#ws = new WebSocket(url, { headers, perMessageDeflate: false, maxPayload: 0 });
    this.#ws.on('message', (data) => this.#receive(data));
  }

  /** Resolves when the server has sent what there is. */
  async opened() {
    const { promise, resolve, reject } = withResolvers();
    const timer = setTimeout(() => reject(new Error('A socket was not served in time.')), OPEN_TIMEOUT);
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
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
    const { signOfLife } = this.#wire;
    if (signOfLife) this.#signOfLife = setInterval(() => this.#ws.send(signOfLife), SIGN_OF_LIFE);
  }

  get isOpen() {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  send(update) {
    this.#ws.send(this.#wire.update(update));
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
    const { promise, resolve } = withResolvers();
    this.#ws.once('close', resolve);
    this.#ws.close();
    const timer = setTimeout(() => this.#ws.terminate(), 5_000);
    await promise;
    clearTimeout(timer);
  }

  #receive(data) {
    const kind = this.#wire.kindOf(data);
    if (kind === 'update') this.#onFrame(data);
    else if (kind === 'step1') this.#ws.send(this.#wire.emptyStep2);
    else if (kind === 'step2') {
      this.step2 = data;
      this.#onFrame(data);
      this.#onSynced();
    } else if (kind === 'acknowledgement') {
      this.acknowledged = decoding.readVarUint(decoding.createDecoder(data.subarray(1)));
      this.#onAcknowledged(this.acknowledged);
    }
  }
}

function withResolvers() {
  let resolve;
  let reject;
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a TCP server that can be held up, as by a network that swallows everything, and cut. */
export class Line {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((near) => this.#join(near));
  #isHeld = false;
  #isCut = false;

  /** @param target the server's URL, with a port. */
  constructor(target: string) {
    this.#target = new URL(target);
  }

  /** Opens it on a port of this machine. */
  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  /** The server's URL by this line. */
  get url(): string {
    const address = this.#server.address();
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(typeof address === 'object' && address ? address.port : '');
    return url.href;
  }

  /** From now on nothing passes, and nobody is told. */
  hold(): void {
    this.#isHeld = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Ends every connection, and every new one at once. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Everything passes again. */
  restore(): void {
    this.#isHeld = false;
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }

  #join(near: Socket): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      // Not by pipe, which resumes what was paused.
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isHeld) from.pause();
      if (this.#isCut) from.destroy();
    }
  }
}

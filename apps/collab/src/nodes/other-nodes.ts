import type { Clock } from '../room/ports.ts';

/** Milliseconds between two signs of life, and of silence after which a node counts as gone. */
const SIGN = 8_000;
const SILENCE = 25_000;

/** What the others are known by. */
interface OtherNodesOptions {
  clock: Clock;
  /** Gives the others a sign of life, or the last word. */
  sign: (word: { isLeaving: boolean }) => Promise<void>;
  /** A node is gone, by its own word or without one. */
  onGone: (origin: string) => void;
}

/** Which other nodes there are, by what is heard of them. */
export class OtherNodes {
  readonly #options: OtherNodesOptions;
  readonly #heardAt = new Map<string, number>();
  #cancel: () => void = () => {};

  constructor(options: OtherNodesOptions) {
    this.#options = options;
  }

  get areThere(): boolean {
    return this.#heardAt.size > 0;
  }

  /** Begins to give signs of life. */
  start(): void {
    void this.#options.sign({ isLeaving: false });
    this.#cancel = this.#options.clock.after(SIGN, () => {
      for (const [origin, at] of this.#heardAt) {
        if (this.#options.clock.now() - at >= SILENCE) this.forget(origin);
      }
      this.start();
    });
  }

  /** A node has given a sign of life. Whether it is new. */
  hear(origin: string): boolean {
    const isNew = !this.#heardAt.has(origin);
    this.#heardAt.set(origin, this.#options.clock.now());
    return isNew;
  }

  /** A node is gone. */
  forget(origin: string): void {
    if (this.#heardAt.delete(origin)) this.#options.onGone(origin);
  }

  /** Says the last word; resolves when it is said, or could not be. */
  async leave(): Promise<void> {
    this.#cancel();
    await this.#options.sign({ isLeaving: true });
  }
}

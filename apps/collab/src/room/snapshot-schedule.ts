import type { Clock } from './ports.ts';

/** Rows after the last snapshot, or the last attempt at one, that call for the next: while a room is open, and when it closes. */
const LONG_TAIL = { open: 100, closing: 40 } as const;
/** Bytes after the last snapshot, read at opening, that call for the next as well: few rows can bring much. */
const HEAVY_TAIL = 256_000;
/** Milliseconds between two attempts at least, and how many times as long as the last one took. */
const PAUSE = { least: 200, times: 20 } as const;

/**
 * Has snapshots made as a document's log grows, so that opening it reads few rows. What that costs stays a small part of the
 * time, however fast people write and however large the document is.
 */
export class SnapshotSchedule {
  readonly #clock: Clock;
  readonly #make: () => Promise<number>;
  /** What the last snapshot, or the last attempt at one, stands for. */
  #done: number;
  #seq: number;
  #isMaking = false;
  #cancelPause: (() => void) | null = null;

  /** @param make makes a snapshot from the log and tells the milliseconds that it took; never rejects. @param seq the last snapshot's. */
  constructor({ clock, make, seq }: { clock: Clock; make: () => Promise<number>; seq: number }) {
    this.#clock = clock;
    this.#make = make;
    this.#done = seq;
    this.#seq = seq;
  }

  /** The room has read this much after the last snapshot to open. */
  opened({ seq, bytes }: { seq: number; bytes: number }): void {
    this.#seq = seq;
    if (bytes >= HEAVY_TAIL) void this.#attempt();
    else this.reached(seq);
  }

  /** The log has reached a sequence. */
  reached(seq: number): void {
    this.#seq = seq;
    if (seq - this.#done >= LONG_TAIL.open && !this.#isMaking && !this.#cancelPause) void this.#attempt();
  }

  /** Nobody has the document open any more. */
  close(): void {
    this.#cancelPause?.();
    if (this.#seq - this.#done >= LONG_TAIL.closing) void this.#make();
  }

  async #attempt(): Promise<void> {
    this.#isMaking = true;
    // An attempt that fails is not repeated at every commit.
    this.#done = this.#seq;
    const took = await this.#make();
    this.#isMaking = false;
    const pause = Math.max(PAUSE.least, PAUSE.times * took);
    this.#cancelPause = this.#clock.after(pause, () => {
      this.#cancelPause = null;
      this.reached(this.#seq);
    });
  }
}

import { MOST_TRIES } from '@plenum/database/transfers/job-queue';
import type { LoggableError } from '@plenum/domain/loggable-error';
import type { TakenTransfer } from '@plenum/domain/transfers/types';
import type { Clock } from '../room/ports.ts';

/** Milliseconds between two looks at what is to be moved, and after a failure; and between two times that it is said that somebody works on it. */
const INTERVAL = 2_000;
const RETRY = 10_000;
const BREATH = 15_000;
/** Seconds until something is begun again that has ended without an answer. */
const PAUSE = 20;

/** What came of a process: it has said what came of the work, or has ended without. */
export type MoveAnswer =
  | { status: 'settled'; printing: LoggableError | null }
  | { status: 'broken'; reason: unknown };

/** What a mover works with. */
interface MoverOptions {
  clock: Clock;
  take(): Promise<TakenTransfer | null>;
  /** Does it in a process of its own, which ends when abandoned. */
  move(job: TakenTransfer, abandoned: AbortSignal): Promise<MoveAnswer>;
  /** Says that it is still worked on; whether it is still to be. */
  keep(job: TakenTransfer): Promise<boolean>;
  giveBack(job: TakenTransfer, how: { seconds: number; isCounted: boolean }): Promise<void>;
  giveUp(job: TakenTransfer): Promise<void>;
  /** Told of one that was ended by whoever asked for it. */
  onCancelled(job: TakenTransfer): Promise<void>;
  onBroken(job: TakenTransfer, reason: unknown): void;
  /** Told when the database failed; it is tried again. */
  onPaused(error: unknown): void;
}

/** Has moved in and out what people have asked for, one thing after the other. Other nodes do other things. */
export class Mover {
  readonly #options: MoverOptions;
  readonly #closing = new AbortController();
  #cancel: () => void = () => {};
  #working: Promise<void> | null = null;

  constructor(options: MoverOptions) {
    this.#options = options;
  }

  /** Looks now, and from now on. */
  start(): void {
    if (this.#closing.signal.aborted || this.#working !== null) return;
    this.#working = this.#work().then((pause) => {
      this.#working = null;
      if (!this.#closing.signal.aborted) this.#cancel = this.#options.clock.after(pause, () => this.start());
    });
  }

  /** Gives back what is under way, for another node or another start. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancel();
    await this.#working;
  }

  /** Does the next thing. Resolves to the milliseconds until the next look. */
  async #work(): Promise<number> {
    const { take, onPaused } = this.#options;
    try {
      const job = await take();
      if (job === null) return INTERVAL;
      await this.#move(job);
      return 0;
    } catch (error) {
      if (!this.#closing.signal.aborted) onPaused(error);
      return RETRY;
    }
  }

  async #move(job: TakenTransfer): Promise<void> {
    const { move, giveBack, giveUp, onCancelled, onBroken } = this.#options;
    const { signal: closing } = this.#closing;
    const lost = new AbortController();
    const stopBreathing = this.#breathe(job, lost);
    let answer: MoveAnswer;
    try {
      answer = await move(job, AbortSignal.any([closing, lost.signal]));
    } catch (reason) {
      answer = { status: 'broken', reason };
    }
    stopBreathing();
    if (lost.signal.aborted) return onCancelled(job);
    if (answer.status === 'settled') return;
    if (closing.aborted) return giveBack(job, { seconds: 0, isCounted: false });
    onBroken(job, answer.reason);
    if (job.tries >= MOST_TRIES) return giveUp(job);
    await giveBack(job, { seconds: PAUSE, isCounted: true });
  }

  /** Says now and then that it is worked on, and ends the work where it is no more to be done. */
  #breathe(job: TakenTransfer, lost: AbortController): () => void {
    const { clock, keep, onPaused } = this.#options;
    let cancel: () => void = () => {};
    let isStopped = false;
    const again = () => {
      if (!isStopped) cancel = clock.after(BREATH, () => void breathe());
    };
    const breathe = async () => {
      try {
        if (!(await keep(job)) && !isStopped) lost.abort();
      } catch (error) {
        onPaused(error);
      }
      again();
    };
    again();
    return () => {
      isStopped = true;
      cancel();
    };
  }
}

import type { Author } from '@plenum/database/log/log';

/** Sockets that one person, and all who hold one share link, may have open; the instance itself opens none. */
const MOST = { person: 1_000, guest: 2_000, system: 0 } as const;

/** Counts the open sockets of each actor. */
export class Quota {
  readonly #most: Record<Author['kind'], number>;
  readonly #counts = new Map<string, number>();

  constructor(most: Record<Author['kind'], number> = MOST) {
    this.#most = most;
  }

  /** Counts one more socket; returns what gives its place back, to be called once, or null when there is none. */
  take({ kind, id }: Author): (() => void) | null {
    const key = `${kind} ${id ?? ''}`;
    const count = this.#counts.get(key) ?? 0;
    if (count >= this.#most[kind]) return null;
    this.#counts.set(key, count + 1);
    return () => {
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left === 0) this.#counts.delete(key);
      else this.#counts.set(key, left);
    };
  }
}

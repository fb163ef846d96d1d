/**
 * Who goes on with what earlier pages wrote. Each page holds a lock under its session, the client id of its Y.Doc; a page that
 * finds unsaved edits of a session takes that lock, too, if the page that made them is gone. So each session is one page's.
 * Without locks, as on an address without https, a page has its own session alone.
 */
export class Sessions {
  readonly #held = new Set<number>();
  readonly #release: (() => void)[] = [];
  #isOver = false;

  /** The client ids whose edits are this page's. */
  get own(): ReadonlySet<number> {
    return this.#held;
  }

  /** Begins one's own. */
  begin(session: number): void {
    this.#held.add(session);
    void this.#take(session);
  }

  /** Takes over those that no other page has. */
  async takeOver(sessions: readonly number[]): Promise<void> {
    if (!navigator.locks) return;
    for (const session of sessions) if (await this.#take(session)) this.#held.add(session);
  }

  /** Leaves them to others. */
  end(): void {
    this.#isOver = true;
    for (const release of this.#release.splice(0)) release();
  }

  /** Resolves at once, to whether it is ours; the lock is held until the end. */
  #take(session: number): Promise<boolean> {
    return new Promise((resolve) => {
      navigator.locks
        ?.request(`plenum session ${session}`, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          if (lock === null || this.#isOver) return;
          return new Promise<void>((release) => this.#release.push(release));
        })
        .catch(() => resolve(false));
    });
  }
}

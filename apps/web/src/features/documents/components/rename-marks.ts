/** The field of an awareness state that says when its client last gave the document another title. */
export const RENAMED = 'renamed';

/**
 * Remembers each client's mark, and tells whether one of them has changed since. Marks of different clients are never
 * compared: their clocks differ, and one that says something absurd must not drown the others.
 */
export class RenameMarks {
  readonly #known = new Map<number, number>();

  /** Whether there is news in these states. A client that has gone keeps its mark, so that its coming back is none. */
  take(states: ReadonlyMap<number, Readonly<Record<string, unknown>>>): boolean {
    let isNews = false;
    for (const [client, state] of states) {
      const mark = state[RENAMED];
      if (typeof mark !== 'number' || mark === this.#known.get(client)) continue;
      this.#known.set(client, mark);
      isNews = true;
    }
    return isNews;
  }
}

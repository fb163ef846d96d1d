import type { SaveStatus } from '#components/save-state.tsx';

/** How long, in milliseconds, a calmer state must last before it is shown, so that nothing flickers while somebody types. */
const CALM = 500;

/** Shows a state that calls for attention at once, and a calmer one, or another count, after a moment: the newest by then. */
export class CalmStatus {
  readonly #onShow: (status: SaveStatus) => void;
  #shown: SaveStatus;
  #latest: SaveStatus;
  #waiting: { kind: SaveStatus['kind']; timer: ReturnType<typeof setTimeout> } | null = null;

  /** @param shown what is shown already */
  constructor(shown: SaveStatus, onShow: (status: SaveStatus) => void) {
    this.#shown = shown;
    this.#latest = shown;
    this.#onShow = onShow;
  }

  /** The state is another. Another kind begins anew to wait, another count does not. */
  set(status: SaveStatus): void {
    this.#latest = status;
    if (this.#waiting?.kind === status.kind) return;
    this.close();
    if (status === this.#shown) return;
    const isCalmer = status.kind === 'saved' || status.kind === this.#shown.kind;
    const timer = setTimeout(() => this.#show(), isCalmer ? CALM : 0);
    this.#waiting = { kind: status.kind, timer };
  }

  /** Shows nothing more, until another state is set. */
  close(): void {
    clearTimeout(this.#waiting?.timer);
    this.#waiting = null;
  }

  #show(): void {
    this.#waiting = null;
    this.#shown = this.#latest;
    this.#onShow(this.#shown);
  }
}

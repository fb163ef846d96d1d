import type { DocumentId } from '@plenum/domain/ids';
import type { Clock } from './room/ports.ts';

/** Milliseconds in which sequences gather. */
const WINDOW = 20;

/** What an announcer works with. */
interface AnnouncerOptions {
  clock: Clock;
  /** Whether anybody else is there; who comes later and has missed something finds it in the log. */
  isNeeded: () => boolean;
  publish: (documentId: DocumentId, seq: number) => void;
}

/**
 * Tells other nodes which rows there are: of a document only the newest in each window, the first after a quiet one at once.
 */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #held = new Map<DocumentId, number>();
  #cancel: (() => void) | null = null;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Rows were committed: the highest sequence of each document. */
  committed(rows: ReadonlyMap<DocumentId, number>): void {
    if (!this.#options.isNeeded()) return;
    for (const [documentId, seq] of rows) this.#held.set(documentId, seq);
    if (!this.#cancel) this.#tell();
  }

  /** Tells what is held, and nothing more. */
  close(): void {
    this.#tell();
    this.#cancel?.();
  }

  #tell(): void {
    for (const [documentId, seq] of this.#held) this.#options.publish(documentId, seq);
    this.#held.clear();
    this.#cancel?.();
    this.#cancel = this.#options.clock.after(WINDOW, () => {
      this.#cancel = null;
      if (this.#held.size > 0) this.#tell();
    });
  }
}

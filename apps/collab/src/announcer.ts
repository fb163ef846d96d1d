import type { DocumentId } from '@plenum/domain/ids';
import type { Clock } from './room/ports.ts';

/** Milliseconds in which sequences gather. */
const WINDOW = 20;

/**
 * Tells other processes which rows there are: of a document only the newest in each window, the first after a quiet one at
 * once.
 */
export class Announcer {
  readonly #clock: Clock;
  readonly #publish: (documentId: DocumentId, seq: number) => void;
  readonly #held = new Map<DocumentId, number>();
  #cancel: (() => void) | null = null;

  constructor({ clock, publish }: { clock: Clock; publish: (documentId: DocumentId, seq: number) => void }) {
    this.#clock = clock;
    this.#publish = publish;
  }

  /** Rows were committed: the highest sequence of each document. */
  committed(rows: ReadonlyMap<DocumentId, number>): void {
    for (const [documentId, seq] of rows) this.#held.set(documentId, seq);
    if (!this.#cancel) this.#tell();
  }

  /** Tells what is held, and nothing more. */
  close(): void {
    this.#tell();
    this.#cancel?.();
  }

  #tell(): void {
    for (const [documentId, seq] of this.#held) this.#publish(documentId, seq);
    this.#held.clear();
    this.#cancel?.();
    this.#cancel = this.#clock.after(WINDOW, () => {
      this.#cancel = null;
      if (this.#held.size > 0) this.#tell();
    });
  }
}

import type { DocumentId } from '@plenum/domain/ids';
import type { Clock } from '../room/ports.ts';

/** How long something may go on: milliseconds of quiet that end it, and the most that it is waited for. */
export interface Delays {
  quiet: number;
  most: number;
}

interface Touched {
  first: number;
  last: number;
  delays: Delays;
  cancel: () => void;
}

/** Documents that wait at most; those beyond are left to be found otherwise. */
const MAX_TOUCHED = 5_000;

/** Tells of each document when what goes on in it has come to a rest, or has gone on for long enough. */
export class Debounce {
  readonly #clock: Clock;
  readonly #onDue: (documentId: DocumentId) => void;
  readonly #touched = new Map<DocumentId, Touched>();

  constructor({ clock, onDue }: { clock: Clock; onDue: (documentId: DocumentId) => void }) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Something has happened in a document. The shortest delays that were named since it was last due are kept. */
  touch(documentId: DocumentId, delays: Delays): void {
    const now = this.#clock.now();
    const touched = this.#touched.get(documentId);
    if (!touched) {
      if (this.#touched.size >= MAX_TOUCHED) return;
      const cancel = this.#wait(documentId, delays.quiet);
      this.#touched.set(documentId, { first: now, last: now, delays, cancel });
      return;
    }
    touched.last = now;
    if (delays.quiet >= touched.delays.quiet) return;
    touched.delays = delays;
    touched.cancel();
    touched.cancel = this.#wait(documentId, delays.quiet);
  }

  /** Forgets everything. */
  close(): void {
    for (const { cancel } of this.#touched.values()) cancel();
    this.#touched.clear();
  }

  #wait(documentId: DocumentId, milliseconds: number): () => void {
    return this.#clock.after(milliseconds, () => this.#look(documentId));
  }

  /** A timer is not put off at every touch, of which there may be hundreds a second, but set anew when it was too early. */
  #look(documentId: DocumentId): void {
    const touched = this.#touched.get(documentId);
    if (!touched) return;
    const { first, last, delays } = touched;
    const rest = Math.min(last + delays.quiet, first + delays.most) - this.#clock.now();
    if (rest > 0) {
      touched.cancel = this.#wait(documentId, rest);
      return;
    }
    this.#touched.delete(documentId);
    this.#onDue(documentId);
  }
}

import type { DocumentId } from '@plenum/domain/ids';

/** Documents that wait to be told of, at most: of those beyond it is told when they are derived the next time. */
const MAX_WAITING = 1_000;

/**
 * Has lists that show the tasks of other documents told that these are other ones: of one document after the other, and of each once however
 * often it is ticked meanwhile.
 */
export class Gatherers {
  readonly #tell: (documentId: DocumentId) => Promise<void>;
  readonly #waiting = new Set<DocumentId>();
  #isTelling = false;

  /** @param tell never rejects. */
  constructor(tell: (documentId: DocumentId) => Promise<void>) {
    this.#tell = tell;
  }

  /** Of a document in which tasks have become other ones. */
  tell(documentId: DocumentId): void {
    if (this.#waiting.size >= MAX_WAITING) return;
    this.#waiting.add(documentId);
    if (!this.#isTelling) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isTelling = true;
    for (const documentId of this.#waiting) {
      this.#waiting.delete(documentId);
      await this.#tell(documentId);
    }
    this.#isTelling = false;
  }
}

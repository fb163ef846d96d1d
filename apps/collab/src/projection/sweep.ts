import type { Projections } from '@plenum/database/projection/projections';
import type { DocumentId } from '@plenum/domain/ids';

/** Documents that are read at once. */
const PAGE = 100;

/** Goes through the documents whose projection is behind, once, a page at a time. */
export class Sweep {
  readonly #projections: Pick<Projections, 'listBehind'>;
  #page: DocumentId[] = [];
  #after: DocumentId | null = null;
  #isLastPage = false;

  constructor(projections: Pick<Projections, 'listBehind'>) {
    this.#projections = projections;
  }

  /** The next document; null at the end. Rejects with the database's errors. */
  async next(): Promise<DocumentId | null> {
    if (this.#page.length === 0 && !this.#isLastPage) {
      const page = await this.#projections.listBehind({ after: this.#after, limit: PAGE });
      this.#isLastPage = page.length < PAGE;
      this.#after = page.at(-1) ?? null;
      this.#page = page;
    }
    return this.#page.shift() ?? null;
  }
}

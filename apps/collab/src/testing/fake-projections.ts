import type { ProjectionPage, Projections } from '@plenum/database/projection/projections';
import type { DocumentId } from '@plenum/domain/ids';

/** How far documents are projected, whose last sequences are known. */
export class FakeProjections implements Pick<Projections, 'isBehind' | 'listBehind'> {
  readonly #last: ReadonlyMap<DocumentId, number>;
  readonly #kept = new Map<DocumentId, number>();
  /** What was projected, in its order. */
  readonly written: DocumentId[] = [];
  /** How often something was asked. */
  questions = 0;
  isAway = false;

  constructor(last: ReadonlyMap<DocumentId, number>) {
    this.#last = last;
  }

  async isBehind(documentId: DocumentId): Promise<boolean> {
    this.#ask();
    return this.seqOf(documentId) < (this.#last.get(documentId) ?? 0);
  }

  async listBehind({ after, limit }: ProjectionPage): Promise<DocumentId[]> {
    this.#ask();
    const ids = [...this.#last.keys()].filter((id) => id > (after ?? '')).sort();
    return ids.filter((id) => this.seqOf(id) < (this.#last.get(id) ?? 0)).slice(0, limit);
  }

  /** Somebody has projected a document. */
  keep(documentId: DocumentId): void {
    this.#kept.set(documentId, this.#last.get(documentId) ?? 0);
    this.written.push(documentId);
  }

  /** The sequence that a document's projection stands for. */
  seqOf(documentId: DocumentId): number {
    return this.#kept.get(documentId) ?? 0;
  }

  #ask(): void {
    this.questions += 1;
    if (this.isAway) throw new Error('The database is away.');
  }
}

import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { LoggableError } from '@plenum/domain/loggable-error';

/** A part of all documents, in the order of their ids. */
export interface ProjectionPage {
  /** The last id of the part before; null for the first part. */
  after: DocumentId | null;
  limit: number;
}

/** What is to be kept as a document's projection. */
export interface NewProjection {
  /** Sequence of the newest row that it has in it. */
  seq: number;
  projection: DocumentProjection;
  /** Whether it replaces one of the same sequence and version, too. */
  anew?: boolean;
}

/** What a projection that is kept has changed. */
export interface Kept {
  /** Tasks are other ones than before, or shown elsewhere. */
  hasOtherTasks: boolean;
  /** Why it could not be looked up who gave the tasks to whoever has them, where that failed; until it is done, the projection is behind. */
  giversFailure?: LoggableError;
}

/**
 * The projections of all documents, as one version of the projector makes them. One is behind when its document has newer rows,
 * an older version made it, or it has not been noted yet who gave its tasks and no newer version made it. Documents in the trash, and those that nobody has written in, have nothing to be projected.
 */
export interface Projections {
  /** Whether a document's projection is behind. */
  isBehind(documentId: DocumentId): Promise<boolean>;
  /** Documents whose projection is behind. */
  listBehind(page: ProjectionPage): Promise<DocumentId[]>;
  /** All documents that have something to be projected. */
  listAll(page: ProjectionPage): Promise<DocumentId[]>;
  /** How many {@link listAll} lists in all. */
  count(): Promise<number>;
  /**
   * Keeps a projection, all of it or nothing, unless a newer one is there or the document is gone. One that has older rows in
   * it never replaces one with newer rows, nor an older version's a newer version's.
   * @returns null where it is not kept.
   */
  write(documentId: DocumentId, projection: NewProjection): Promise<Kept | null>;
}

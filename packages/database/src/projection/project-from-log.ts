import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { Log } from '../log/log.ts';
import type { Kept, Projections } from './projections.ts';

/** What projecting needs. */
export interface Projecting {
  log: Pick<Log, 'open'>;
  projections: Pick<Projections, 'write'>;
  /** Makes the projection of some updates, in their order. */
  project(updates: Uint8Array[]): DocumentProjection | Promise<DocumentProjection>;
}

/** What came of projecting a document. */
export type Projected =
  | ({ kind: 'written' } & Kept)
  /** Left as it was because what is there is not older; `gone` when there is no such document. */
  | { kind: 'current' | 'gone' }
  /** No projection can be made of what is stored; what was there stays. */
  | { kind: 'failed'; cause: unknown };

/**
 * Projects a document from its log, whatever is there. Nothing is read from the projection, and nothing written to the log.
 * Rejects only with the database's errors.
 * @param anew whether a projection of the same sequence and version is replaced.
 */
export async function projectFromLog(
  { log, projections, project }: Projecting,
  { documentId, anew = false }: { documentId: DocumentId; anew?: boolean },
): Promise<Projected> {
  const opening = await log.open(documentId);
  if (!opening) return { kind: 'gone' };
  const updates = opening.tail.map(({ update }) => update);
  if (opening.snapshot) updates.unshift(opening.snapshot.state);
  let projection: DocumentProjection;
  try {
    projection = await project(updates);
  } catch (cause) {
    return { kind: 'failed', cause };
  }
  const kept = await projections.write(documentId, { seq: opening.seq, projection, anew });
  return kept ? { kind: 'written', ...kept } : { kind: 'current' };
}

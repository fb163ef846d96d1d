import type { DocumentPatch } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Step } from '@plenum/domain/wiki/steps';
import type { Grant } from '../access/grant.ts';
import { visiblePage } from '../documents/visible.ts';
import { patchDocument } from '../documents/writes.ts';
import { Prisma } from '../generated/client.ts';

/**
 * Moves a page by one step, among the pages that the one who asks sees: before or behind its neighbour, below the one before it, or out of
 * the one that it lies in.
 * @throws AppError `conflict` where there is no further that way; else as a move does.
 */
export async function stepPage(
  grant: Grant<'document.organise'>,
  { step, sees }: { step: Step; sees: Grant<'workspace.read'> },
): Promise<void> {
  const patch = patchFor(step, await placeOf(sees, grant.documentId));
  if (!patch) throw new AppError('conflict', 'The page cannot go further that way.');
  await patchDocument(grant, { patch });
}

interface Place {
  parentId: DocumentId | null;
  /** What the parent lies below. */
  aboveId: DocumentId | null;
  /** The two pages before it, the nearest first, and the one behind it. */
  before: DocumentId[];
  next: DocumentId | null;
}

function patchFor(step: Step, { parentId, aboveId, before, next }: Place): DocumentPatch | null {
  const [previous] = before;
  switch (step) {
    case 'up':
      return previous ? { after: before[1] ?? null } : null;
    case 'down':
      return next ? { after: next } : null;
    case 'in':
      return previous ? { parentId: previous } : null;
    case 'out':
      return parentId ? { parentId: aboveId, after: parentId } : null;
  }
}

async function placeOf(sees: Grant<'workspace.read'>, documentId: DocumentId): Promise<Place> {
  const beside = Prisma.sql`${visiblePage(sees, 'c')} AND c.parent_id IS NOT DISTINCT FROM d.parent_id`;
  const [place] = await sees.db.prisma.$queryRaw<Place[]>`
    SELECT p.id::text AS "parentId", p.parent_id::text AS "aboveId",
      ARRAY(SELECT c.id::text FROM document c WHERE ${beside} AND (c.position, c.id) < (d.position, d.id)
             ORDER BY c.position DESC, c.id DESC LIMIT 2) AS before,
      (SELECT c.id::text FROM document c WHERE ${beside} AND (c.position, c.id) > (d.position, d.id)
        ORDER BY c.position, c.id LIMIT 1) AS next
      FROM document d LEFT JOIN document p ON p.id = d.parent_id AND ${visiblePage(sees, 'p')}
     WHERE d.id = ${documentId}::uuid`;
  return place ?? { parentId: null, aboveId: null, before: [], next: null };
}

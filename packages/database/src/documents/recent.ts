import type { RecentDocument } from '@plenum/domain/documents/types';
import type { Grant } from '../access/grant.ts';
import { mayReadEach } from '../access/may-read.ts';

/** Documents that are kept for each. */
const MOST = 50;

/** Notes for somebody that they have opened a document, at most once a minute. Of guests, programs and the instance nothing is kept. */
export async function noteOpened({ actor, db, documentId }: Grant<'document.read'>): Promise<void> {
  if (actor.kind !== 'member') return;
  const { personId } = actor;
  // The deletion sees what was there before: all but this one.
  await db.pool.query(
    `WITH noted AS (
       INSERT INTO recent_document AS known (person_id, document_id) VALUES ($1, $2)
       ON CONFLICT (person_id, document_id) DO UPDATE SET at = now() WHERE known.at < now() - interval '1 minute'
       RETURNING 1
     )
     DELETE FROM recent_document WHERE person_id = $1 AND EXISTS (SELECT 1 FROM noted) AND document_id IN (
       SELECT document_id FROM recent_document WHERE person_id = $1 AND document_id <> $2
        ORDER BY at DESC, document_id DESC OFFSET $3)`,
    [personId, documentId, MOST - 1],
  );
}

/** What somebody opened lately, in all workspaces, the last first, as far as they may still read it. The questions share queries. */
export async function listRecent({ actor, db, personId }: Grant<'account.read'>): Promise<RecentDocument[]> {
  const rows = await db.prisma.recentDocument.findMany({
    where: { personId },
    orderBy: [{ at: 'desc' }, { documentId: 'desc' }],
    take: MOST,
    select: { documentId: true, at: true, document: { select: { title: true, workspaceId: true } } },
  });
  const isReadable = await mayReadEach(db, { actor, ids: rows.map(({ documentId }) => documentId) });
  return rows
    .filter((_, i) => isReadable[i])
    .map(({ documentId, at, document }) => ({ documentId, at, ...document }));
}

/** Empties somebody's list of what they opened lately. */
export async function forgetRecent({ db, personId }: Grant<'account.organise'>): Promise<void> {
  await db.prisma.recentDocument.deleteMany({ where: { personId } });
}

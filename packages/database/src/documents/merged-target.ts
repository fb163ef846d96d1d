import type { Actor } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { isId } from '@plenum/domain/ids';
import { mayReadEach } from '../access/may-read.ts';
import type { Database } from '../client.ts';

/** The document that another one's text is in now, where it went into one that the actor may read; null for any other. */
export async function findMergedTarget(
  db: Database,
  { actor, documentId }: { actor: Actor; documentId: string },
): Promise<DocumentId | null> {
  if (!isId(documentId)) return null;
  const [found] = await db.prisma.$queryRaw<{ id: DocumentId }[]>`
    WITH RECURSIVE way AS (
      SELECT merged_into_id AS id, 1 AS n FROM document WHERE id = ${documentId}::uuid AND merged_into_id IS NOT NULL
      UNION ALL SELECT d.merged_into_id, way.n + 1 FROM way JOIN document d ON d.id = way.id
       WHERE d.merged_into_id IS NOT NULL AND way.n < 100
    )
    SELECT id::text FROM way ORDER BY n DESC LIMIT 1`;
  if (!found) return null;
  const [mayRead] = await mayReadEach(db, { actor, ids: [found.id] });
  return mayRead ? found.id : null;
}

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
  const target = (await mergedTargets(db, [documentId])).get(documentId);
  if (target === undefined) return null;
  const [mayRead] = await mayReadEach(db, { actor, ids: [target] });
  return mayRead ? target : null;
}

/** The documents that the texts of some others are in now, by one query, whoever may read them; those that went into none are left out. */
export async function mergedTargets(
  db: Database,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, DocumentId>> {
  const ids = documentIds.filter(isId);
  if (ids.length === 0) return new Map();
  const rows = await db.prisma.$queryRaw<{ source: DocumentId; id: DocumentId }[]>`
    WITH RECURSIVE way AS (
      SELECT id AS source, merged_into_id AS id, 1 AS n FROM document WHERE id = ANY(${ids}::uuid[]) AND merged_into_id IS NOT NULL
      UNION ALL SELECT way.source, d.merged_into_id, way.n + 1 FROM way JOIN document d ON d.id = way.id
       WHERE d.merged_into_id IS NOT NULL AND way.n < 100
    )
    SELECT DISTINCT ON (source) source::text, id::text FROM way ORDER BY source, n DESC`;
  return new Map(rows.map(({ source, id }) => [source, id]));
}

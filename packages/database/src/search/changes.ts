import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import { indexDocument } from './index-document.ts';

/** Documents in which something has changed of which a search knows, and which changes those are. */
export interface ChangedDocument {
  documentId: DocumentId;
  changes: string[];
}

/** Changes that are looked at together. */
const CHANGES = 500;

/** The documents that are to be read anew, the one that has waited longest first; many at once wait for an hour's changes. */
export async function listChanged(
  pool: pg.Pool,
  { limit, except = [] }: { limit: number; except?: readonly DocumentId[] },
): Promise<ChangedDocument[]> {
  const { rows } = await pool.query<ChangedDocument>(
    `SELECT document_id AS "documentId", array_agg(id::text) AS changes
       FROM (SELECT id, document_id, at FROM search_change WHERE document_id <> ALL($3::uuid[]) ORDER BY at LIMIT $1) c
      GROUP BY document_id ORDER BY min(at) LIMIT $2`,
    [CHANGES, limit, except],
  );
  return rows;
}

/** Forgets changes that were taken in, or cannot be. Those that came meanwhile stay. */
export async function forgetChanges(pool: pg.Pool, changes: readonly string[]): Promise<void> {
  await pool.query('DELETE FROM search_change WHERE id = ANY($1::uuid[])', [changes]);
}

/** Takes in everything that has changed. */
export async function indexChanged(pool: pg.Pool): Promise<number> {
  let indexed = 0;
  for (;;) {
    const changed = await listChanged(pool, { limit: 100 });
    if (changed.length === 0) return indexed;
    for (const { documentId, changes } of changed) {
      await indexDocument(pool, documentId);
      await forgetChanges(pool, changes);
      indexed += 1;
    }
  }
}

/** Has every document read anew, after those that change meanwhile. */
export async function markAllChanged(pool: pg.Pool): Promise<void> {
  await pool.query('UPDATE search_entry SET made_of = NULL WHERE made_of IS NOT NULL');
  await pool.query(
    `INSERT INTO search_change (document_id, at) SELECT id, now() + interval '1 hour' FROM document`,
  );
}

import type { TaskAssignment } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import { foldLogOf } from '../documents/authorship.ts';
import type { Folded } from '../log/authorship-fold.ts';
import { inTransaction } from '../transaction.ts';

/**
 * Notes who gave a document's tasks to whoever has them, where that has not been looked up yet: the authors of the items by which they were
 * given. Where somebody's name was taken off meanwhile, that is left to the next time.
 */
export async function writeGivers(
  pool: pg.Pool,
  documentId: DocumentId,
  given: readonly TaskAssignment[],
): Promise<void> {
  const { rows: open } = await pool.query<{ task: string; who: string }>(
    'SELECT block_id AS task, who::text FROM task_assignee WHERE document_id = $1 AND given_by IS NULL',
    [documentId],
  );
  if (open.length === 0) return;
  const fold = await foldLogOf({ pool }, documentId);
  const authorOf = authorsIn(fold);
  const items = new Map(given.map((one) => [`${one.taskId} ${one.who}`, one]));
  const found = open.map(({ task, who }) => {
    const item = items.get(`${task} ${who}`);
    return { task, who, by: item ? personIn(authorOf(item)) : '' };
  });
  await inTransaction({ pool, settings: {} }, async (client) => {
    // Locks the row that forgetting moves.
    const { rows } = await client.query<{ erasures: number }>(
      `INSERT INTO document_authorship AS kept (document_id, seq, authors, runs)
       SELECT id, 0, '{}', '[]' FROM document WHERE id = $1
       ON CONFLICT (document_id) DO UPDATE SET erasures = kept.erasures RETURNING erasures`,
      [documentId],
    );
    if (rows[0]?.erasures !== fold.erasures) return;
    await client.query(
      `UPDATE task_assignee a SET given_by = n.by
         FROM unnest($2::text[], $3::uuid[], $4::text[]) AS n (task, who, by)
        WHERE a.document_id = $1 AND a.block_id = n.task AND a.who = n.who AND a.given_by IS NULL`,
      [documentId, found.map(({ task }) => task), found.map(({ who }) => who), found.map(({ by }) => by)],
    );
  });
}

/** Looks up the author of an item, as the log has them. */
function authorsIn({ authors, clients }: Folded): (item: TaskAssignment) => string {
  const byClient = new Map(clients);
  return ({ client, clock }) => {
    const stretch = byClient.get(client)?.find(([to]) => clock < to);
    return (stretch && authors[stretch[1]]) ?? '';
  };
}

/** The id of a person; empty for anybody else. */
function personIn(author: string): string {
  return author.startsWith('person ') ? author.slice('person '.length) : '';
}

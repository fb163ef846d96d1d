import type { DocumentProjection } from '@plenum/domain/documents/types';
import type { DocumentId, PersonId } from '@plenum/domain/ids';
import { loggableError } from '@plenum/domain/loggable-error';
import { folded } from '@plenum/domain/meetings/fold';
import type pg from 'pg';
import { type Assigned, type Rows, tellOfChange, tellOfNaming, tellOfTasks } from '../inbox/notices.ts';
import { recordChange } from '../outbox/record.ts';
import { inTransaction } from '../transaction.ts';
import { moreThanBefore } from './more-than-before.ts';
import type { Kept, NewProjection, ProjectionPage, Projections } from './projections.ts';
import { writeGivers } from './write-givers.ts';
import { writeTasks } from './write-tasks.ts';

/**
 * Another process that projects the same document is waited for, in milliseconds; the disk is not, which is left to the
 * log's commits: what a crash of the database loses is behind, and found.
 */
const SETTINGS = { lock_timeout: 5_000, synchronous_commit: 'off' };
/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** That it has not been looked up yet who gave tasks to whoever has them: that failed, or the process ended before. */
const lacksGivers = (id: string) => `${id} IN (SELECT document_id FROM task_assignee WHERE given_by IS NULL)`;
const IS_BEHIND = `(d.last_seq > coalesce(p.seq, 0) OR p.version < $1 OR (p.version <= $1 AND ${lacksGivers('d.id')}))`;
/** Whether attachments are used anywhere: those that come into a text or go from it, in all documents that have them, and all of its own. */
const MARK_USED = `
  WITH now AS (
    SELECT a.document_id, a.id, EXISTS (SELECT 1 FROM document_file f WHERE f.attachment_id = a.id) AS is_used
      FROM attachment a WHERE a.id = ANY($1::uuid[]) OR a.document_id = $2
  )
  UPDATE attachment a SET is_used = now.is_used FROM now
   WHERE a.document_id = now.document_id AND a.id = now.id AND a.is_used <> now.is_used`;
const DOCUMENTS = `document d LEFT JOIN document_projection p ON p.document_id = d.id`;

/**
 * The projections in PostgreSQL.
 * @param version the projector's.
 */
export function postgresProjections(pool: pg.Pool, { version }: { version: number }): Projections {
  const list = async (condition: string, values: unknown[], { after, limit }: ProjectionPage) => {
    const next = values.length + 1;
    const { rows } = await pool.query<{ id: DocumentId }>(
      `SELECT d.id FROM ${DOCUMENTS} WHERE d.deleted_at IS NULL AND ${condition} AND d.id > $${next}
        ORDER BY d.id LIMIT $${next + 1}`,
      [...values, after ?? FIRST, limit],
    );
    return rows.map(({ id }) => id);
  };
  return {
    async isBehind(documentId) {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM ${DOCUMENTS} WHERE d.deleted_at IS NULL AND ${IS_BEHIND} AND d.id = $2`,
        [version, documentId],
      );
      return rowCount === 1;
    },
    listBehind: (page) => list(IS_BEHIND, [version], page),
    listAll: (page) => list('d.last_seq > 0', [], page),
    async count() {
      const { rows } = await pool.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM document WHERE deleted_at IS NULL AND last_seq > 0',
      );
      return rows[0]?.count ?? 0;
    },
    async write(documentId, { seq, projection, anew = false }) {
      const written = await inTransaction({ pool, settings: SETTINGS }, async (client) => {
        const former = await writeHead(client, { documentId, seq, projection, anew, version });
        if (!former) return null;
        const rows = { after: former.seq, to: seq };
        const { named, assigned, hasOtherTasks } = await writeRows(client, documentId, {
          ...projection,
          ...rows,
        });
        await writeEdits(client, documentId, { after: anew ? 0 : former.seq, to: seq });
        if (former.seq < seq) {
          await tellOfChange(client, documentId, rows);
          // Whoever is named in the line of a task is told that they have it.
          const having = new Set(assigned.map(({ who }) => who));
          await tellOfNaming(client, documentId, { ...rows, ids: named.filter((id) => !having.has(id)) });
          await tellOfTasks(client, documentId, { ...rows, assigned });
          await recordChange(client, documentId);
        }
        return { hasOtherTasks };
      });
      // What was written counts, whatever becomes of it: until that has been looked up, the projection is behind.
      if (!written) return null;
      const givers = writeGivers(pool, documentId, projection.given ?? []);
      const giversFailure = await givers.then(() => null, loggableError);
      return giversFailure ? { ...written, giversFailure } : written;
    },
  };
}

/**
 * First, since it locks the row: of several processes each sees what the one before has written; and nobody moves the document to another
 * workspace until all is written. Resolves to the row up to which
 * the one before went; to null where that was as new.
 */
async function writeHead(
  client: pg.PoolClient,
  row: Required<NewProjection> & { documentId: DocumentId; version: number },
): Promise<{ seq: number } | null> {
  const { rows } = await client.query<{ seq: number }>(
    `WITH former AS (SELECT seq FROM document_projection WHERE document_id = $1)
     INSERT INTO document_projection AS p (document_id, seq, version, text, outline)
     SELECT id, $2, $3, $4, $5 FROM document WHERE id = $1 AND deleted_at IS NULL FOR KEY SHARE
     ON CONFLICT (document_id) DO UPDATE
       SET seq = excluded.seq, version = excluded.version, text = excluded.text, outline = excluded.outline, at = now()
      WHERE p.seq <= excluded.seq AND p.version <= excluded.version
        AND ($6 OR p.seq < excluded.seq OR p.version < excluded.version OR ${lacksGivers('p.document_id')})
     RETURNING coalesce((SELECT seq FROM former), 0) AS seq`,
    [
      row.documentId,
      row.seq,
      row.version,
      row.projection.text,
      JSON.stringify(row.projection.outline),
      row.anew,
    ],
  );
  return rows[0] ?? null;
}

/**
 * Of the rows below it those that stay the same are left alone: in a long list most do, whatever is typed. Resolves to who is named more
 * often than before, and to the tasks that people and groups have got.
 */
async function writeRows(
  client: pg.PoolClient,
  documentId: DocumentId,
  { links, wanted, mentions, tasks, sources, decisions, files, after, to }: DocumentProjection & Rows,
): Promise<Kept & { named: PersonId[]; assigned: Assigned[] }> {
  await client.query('DELETE FROM document_link WHERE document_id = $1 AND position > $2', [
    documentId,
    links.length,
  ]);
  await client.query(
    `INSERT INTO document_link AS l (document_id, href, target_document_id, position)
     SELECT $1, n.* FROM unnest($2::text[], $3::uuid[]) WITH ORDINALITY AS n
     ON CONFLICT (document_id, position) DO UPDATE
       SET href = excluded.href, target_document_id = excluded.target_document_id
      WHERE (l.href, l.target_document_id) IS DISTINCT FROM (excluded.href, excluded.target_document_id)`,
    [documentId, links.map(({ href }) => href), links.map(({ targetId }) => targetId)],
  );
  const wantedRows = [documentId, wanted.map(({ key }) => key), wanted.map(({ name }) => name)];
  await client.query(
    `DELETE FROM document_wanted WHERE document_id = $1
        AND (key, name) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    wantedRows,
  );
  await client.query(
    `INSERT INTO document_wanted (document_id, key, name)
     SELECT $1, n.* FROM unnest($2::text[], $3::text[]) AS n ON CONFLICT DO NOTHING`,
    wantedRows,
  );
  const mentionRows = [
    documentId,
    mentions.map(({ personId }) => personId),
    mentions.map(({ blockId }) => blockId),
  ];
  const { rows: gone } = await client.query<{ id: PersonId }>(
    `DELETE FROM document_mention WHERE document_id = $1
        AND (person_id, block_id) NOT IN (SELECT * FROM unnest($2::uuid[], $3::text[]))
     RETURNING person_id AS id`,
    mentionRows,
  );
  const { rows: newlyNamed } = await client.query<{ id: PersonId }>(
    `INSERT INTO document_mention (document_id, person_id, block_id)
     SELECT $1, n.* FROM unnest($2::uuid[], $3::text[]) AS n ON CONFLICT DO NOTHING
     RETURNING person_id AS id`,
    mentionRows,
  );
  const { assigned, hasOtherTasks } = await writeTasks(client, documentId, { tasks, sources, after, to });
  await writeDecisions(client, documentId, decisions);
  await writeFiles(client, documentId, files);
  return { named: moreThanBefore(newlyNamed, gone), assigned, hasOtherTasks };
}

/** Rows of the log that have not been counted yet, by halves of an hour; after 0 all are counted anew. */
async function writeEdits(
  client: pg.PoolClient,
  documentId: DocumentId,
  { after, to }: { after: number; to: number },
): Promise<void> {
  if (after === 0) await client.query('DELETE FROM document_edit WHERE document_id = $1', [documentId]);
  await client.query(
    `INSERT INTO document_edit AS e (document_id, workspace_id, slot, first_seq, last_seq, at)
     SELECT d.id, d.workspace_id, date_bin('30 minutes', u.at, 'epoch'), min(u.seq), max(u.seq), max(u.at)
       FROM document d JOIN document_update u ON u.document_id = d.id AND u.seq > $2 AND u.seq <= $3
      WHERE d.id = $1 GROUP BY 1, 2, 3
     ON CONFLICT (document_id, slot) DO UPDATE
       SET last_seq = greatest(e.last_seq, excluded.last_seq), at = greatest(e.at, excluded.at)`,
    [documentId, after, to],
  );
}

async function writeFiles(
  client: pg.PoolClient,
  documentId: DocumentId,
  files: DocumentProjection['files'],
): Promise<void> {
  const { rows: gone } = await client.query<{ id: string }>(
    `DELETE FROM document_file WHERE document_id = $1 AND attachment_id <> ALL($2::uuid[])
     RETURNING attachment_id AS id`,
    [documentId, files],
  );
  const { rows: new_ } = await client.query<{ id: string }>(
    `INSERT INTO document_file (document_id, attachment_id)
     SELECT $1, n.* FROM unnest($2::uuid[]) AS n ON CONFLICT DO NOTHING RETURNING attachment_id AS id`,
    [documentId, files],
  );
  const changed = [...gone, ...new_].map(({ id }) => id);
  await client.query(MARK_USED, [changed, documentId]);
}

async function writeDecisions(
  client: pg.PoolClient,
  documentId: DocumentId,
  decisions: DocumentProjection['decisions'],
): Promise<void> {
  const blockIds = decisions.map(({ blockId }) => blockId);
  await client.query('DELETE FROM decision WHERE document_id = $1 AND block_id <> ALL($2::text[])', [
    documentId,
    blockIds,
  ]);
  await client.query(
    `INSERT INTO decision AS d (document_id, block_id, text, folded, result, yes, no, abstain, position)
     SELECT $1, n.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[])
            WITH ORDINALITY AS n
     ON CONFLICT (document_id, block_id) DO UPDATE
       SET text = excluded.text, folded = excluded.folded, result = excluded.result, yes = excluded.yes, no = excluded.no,
           abstain = excluded.abstain, position = excluded.position
      WHERE (d.text, d.folded, d.result, d.yes, d.no, d.abstain, d.position) IS DISTINCT FROM
            (excluded.text, excluded.folded, excluded.result, excluded.yes, excluded.no, excluded.abstain, excluded.position)`,
    [
      documentId,
      blockIds,
      decisions.map(({ text }) => text),
      decisions.map(({ text }) => folded(text)),
      decisions.map(({ result }) => result),
      decisions.map(({ yes }) => yes),
      decisions.map(({ no }) => no),
      decisions.map(({ abstain }) => abstain),
    ],
  );
}

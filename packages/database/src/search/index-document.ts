import type { AttachmentId, DocumentId, FileId, PersonId } from '@plenum/domain/ids';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { entriesOf, type SearchEntry, type SearchSource } from './entries.ts';
import { vectorOf } from './vector.ts';

/** Another process that reads the same document is waited for, in milliseconds. What a crash of the database loses is made anew. */
const SETTINGS = { lock_timeout: 20_000, synchronous_commit: 'off' };
/** The first number of the locks by which one process at a time makes the entries of a document. */
const LOCK = 720_036;

/** Of the texts of attachments that are taken apart at once; one may have more. */
const MOST_BYTES_AT_ONCE = 4_000_000;

/** Classes of PostgreSQL's errors ("PostgreSQL Error Codes" in its manual) about what is written: its values, its form and its size. */
const REFUSALS = /^(22|42|54)/;

/** What became of a document: `gone` when there is no such one, `failed` when nothing can be made of what is stored. */
export type Indexed = { kind: 'written' | 'gone' } | { kind: 'failed'; cause: unknown };

/**
 * Makes what a search knows of a document from what is stored of it now. Of several processes that do so the last has read what is
 * newest. What stays the same is left alone.
 */
export async function indexDocument(pool: pg.Pool, documentId: DocumentId): Promise<Indexed> {
  const indexed = inTransaction({ pool, settings: SETTINGS }, async (client): Promise<Indexed> => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, documentId]);
    const source = await readSource(client, documentId);
    if (!source) return { kind: 'gone' };
    const { kept, attachments, hasMore } = await readAttachments(client, documentId, source.language);
    const entries = entriesOf({ ...source, attachments });
    await client.query(
      `DELETE FROM search_entry WHERE document_id = $1
          AND (kind, part) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))
          AND (kind, part) NOT IN (SELECT 'attachment', * FROM unnest($4::text[]))`,
      [documentId, entries.map(({ kind }) => kind), entries.map(({ part }) => part), kept],
    );
    await writeEntries(client, { documentId, language: source.language, entries });
    // The others another time, so that nobody waits for all of them.
    if (hasMore) await client.query('INSERT INTO search_change (document_id) VALUES ($1)', [documentId]);
    return { kind: 'written' };
  });
  return indexed.catch(refusedOrThrown);
}

/** Of what the database will not take at any time, another try would hold up everything else. */
function refusedOrThrown(cause: unknown): Indexed {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (REFUSALS.test(code)) return { kind: 'failed', cause };
  throw cause;
}

async function readSource(
  client: pg.PoolClient,
  documentId: DocumentId,
): Promise<Omit<SearchSource, 'attachments'> | null> {
  const { rows } = await client.query<Omit<SearchSource, 'attachments'>>(
    `SELECT d.title, w.search_language AS language, d.created_by_id AS "authorId",
            coalesce(p.text, '') AS text, coalesce(p.outline, '[]') AS outline,
            (SELECT coalesce(json_agg(json_build_object('blockId', block_id, 'text', text) ORDER BY position), '[]')
               FROM task_item WHERE document_id = d.id) AS tasks,
            (SELECT coalesce(json_agg(json_build_object('blockId', block_id, 'text', text) ORDER BY position), '[]')
               FROM decision WHERE document_id = d.id) AS decisions,
            (SELECT coalesce(json_agg(json_build_object('id', c.id, 'body', c.body, 'authorId', c.person_id)), '[]')
               FROM comment_thread t JOIN comment c ON c.thread_id = t.id WHERE t.document_id = d.id) AS comments
       FROM document d
       JOIN workspace w ON w.id = d.workspace_id
       LEFT JOIN document_projection p ON p.document_id = d.id
      WHERE d.id = $1`,
    [documentId],
  );
  return rows[0] ?? null;
}

interface AttachmentRow {
  id: AttachmentId;
  fileId: FileId;
  name: string;
  authorId: PersonId | null;
  madeOf: string;
  isCurrent: boolean;
  /** Of its text. */
  bytes: number;
}

/**
 * Those attachments of a document that are to be made anew, as many as are made at once, and all that there are: a text is taken apart when
 * it has changed, not whenever somebody writes in the document.
 */
async function readAttachments(
  client: pg.PoolClient,
  documentId: DocumentId,
  language: SearchLanguage,
): Promise<{ kept: AttachmentId[]; attachments: SearchSource['attachments']; hasMore: boolean }> {
  const { rows } = await client.query<AttachmentRow>(
    `SELECT a.*, coalesce(e.made_of = a."madeOf" AND e.language = $2, false) AS "isCurrent"
       FROM (SELECT a.id, a.file_id AS "fileId", a.name, a.person_id AS "authorId", coalesce(octet_length(t.text), 0) AS bytes,
                    concat_ws(' ', a.file_id, a.person_id, CASE WHEN t.text IS NOT NULL THEN extract(epoch FROM t.read_at) END, a.name) AS "madeOf"
               FROM attachment a LEFT JOIN file_text t ON t.file_id = a.file_id WHERE a.document_id = $1) a
       LEFT JOIN search_entry e ON e.document_id = $1 AND e.kind = 'attachment' AND e.part = a.id::text`,
    [documentId, language],
  );
  let left = MOST_BYTES_AT_ONCE;
  const stale = rows.filter(({ isCurrent }) => !isCurrent);
  const now = stale.filter(({ bytes }, i) => {
    const isNow = i === 0 || bytes <= left;
    if (isNow) left -= bytes;
    return isNow;
  });
  const texts = await readTexts(client, now);
  return {
    kept: rows.map(({ id }) => id),
    attachments: now.map(({ id, fileId, name, authorId, madeOf }) => ({
      id,
      name,
      authorId,
      madeOf,
      text: texts.get(fileId) ?? null,
    })),
    hasMore: now.length < stale.length,
  };
}

async function readTexts(client: pg.PoolClient, of: readonly AttachmentRow[]): Promise<Map<FileId, string>> {
  const { rows } = await client.query<{ fileId: FileId; text: string }>(
    'SELECT file_id AS "fileId", text FROM file_text WHERE file_id = ANY($1::uuid[]) AND text IS NOT NULL',
    [of.map(({ fileId }) => fileId)],
  );
  return new Map(rows.map(({ fileId, text }) => [fileId, text]));
}

async function writeEntries(
  client: pg.PoolClient,
  {
    documentId,
    language,
    entries,
  }: { documentId: DocumentId; language: SearchLanguage; entries: readonly SearchEntry[] },
): Promise<void> {
  await client.query(
    `INSERT INTO search_entry AS e
            (document_id, language, kind, part, author_id, label, folded, made_of, anchors_at, anchors, marks_at, marks, words)
     SELECT $1::uuid, $2::text, n.kind, n.part, n.author_id, n.label, n.folded, n.made_of,
            ARRAY(SELECT jsonb_array_elements_text(n.anchors_at)::int), ARRAY(SELECT jsonb_array_elements_text(n.anchors)),
            ARRAY(SELECT jsonb_array_elements_text(n.marks_at)::int), ARRAY(SELECT jsonb_array_elements_text(n.marks)::int),
            ${vectorOf('$2::text', language)}
       FROM unnest($3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::jsonb[], $10::jsonb[],
                   $11::jsonb[], $12::jsonb[], $13::text[], $14::text[], $15::text[])
            AS n(kind, part, author_id, label, folded, made_of, anchors_at, anchors, marks_at, marks, title, headings, text)
     ON CONFLICT (document_id, kind, part) DO UPDATE
       SET language = excluded.language, author_id = excluded.author_id, label = excluded.label, folded = excluded.folded,
           made_of = excluded.made_of, anchors_at = excluded.anchors_at, anchors = excluded.anchors,
           marks_at = excluded.marks_at, marks = excluded.marks, words = excluded.words
      WHERE (e.language, e.author_id, e.label, e.folded, e.made_of, e.anchors, e.marks, e.words) IS DISTINCT FROM
            (excluded.language, excluded.author_id, excluded.label, excluded.folded, excluded.made_of, excluded.anchors, excluded.marks, excluded.words)`,
    [
      documentId,
      language,
      entries.map(({ kind }) => kind),
      entries.map(({ part }) => part),
      entries.map(({ authorId }) => authorId),
      entries.map(({ label }) => label),
      entries.map(({ folded }) => folded),
      entries.map(({ madeOf }) => madeOf),
      entries.map(({ anchors }) => JSON.stringify(anchors.map(({ at }) => at))),
      entries.map(({ anchors }) => JSON.stringify(anchors.map(({ blockId }) => blockId))),
      entries.map(({ marks }) => JSON.stringify(marks.map(({ at }) => at))),
      entries.map(({ marks }) => JSON.stringify(marks.map(({ textAt }) => textAt))),
      entries.map(({ words }) => words.title),
      entries.map(({ words }) => words.headings),
      entries.map(({ words }) => words.text),
    ],
  );
}

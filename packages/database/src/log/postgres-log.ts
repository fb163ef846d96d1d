import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import type { Append, Appended, Author, Log, LogOpening, LogPosition, LogRow, LogSnapshot } from './log.ts';

/**
 * The log in PostgreSQL. Documents in the trash count as gone.
 * Errors are the driver's: whether the database is away or refuses is for the caller to tell from `error.code`.
 */
export function postgresLog(pool: Pick<pg.Pool, 'query'>): Log {
  return {
    append: (batch) => appendBatch(pool, batch),
    open: (documentId) => openDocument(pool, documentId),
    async readAfter(documentId, { seq, limit }) {
      const { rows } = await pool.query<RawRow>(
        `SELECT seq, author_kind, author_id, at, data FROM document_update
          WHERE document_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
        [documentId, seq, limit],
      );
      return rows.map(toLogRow);
    },
    newer: (read) => findNewer(pool, read),
    async writeSnapshot(documentId, { seq, state, known }) {
      await pool.query(
        `INSERT INTO document_snapshot (document_id, seq, state, known)
         SELECT id, $2, $3, $4 FROM document WHERE id = $1
         ON CONFLICT (document_id) DO UPDATE
            SET seq = excluded.seq, state = excluded.state, known = excluded.known, at = now()
          WHERE document_snapshot.seq < excluded.seq`,
        [documentId, seq, asBuffer(state), asBuffer(known)],
      );
      await pool.query(
        `INSERT INTO document_checkpoint (document_id, seq, state)
         SELECT id, $2, $3 FROM document d
          WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM document_checkpoint WHERE document_id = d.id AND seq > $2 - $4::int)
         ON CONFLICT DO NOTHING`,
        [documentId, seq, asBuffer(state), CHECKPOINT_ROWS],
      );
    },
  };
}

/** Rows between two states that are kept for reading the past, at least. */
const CHECKPOINT_ROWS = 2_000;

interface RawRow {
  seq: number;
  author_kind: Author['kind'];
  author_id: string | null;
  at: Date;
  data: Buffer;
}

/** A document with its snapshot, which has all columns or none. */
interface RawHead {
  epoch: string;
  last_seq: number;
  seq: number | null;
  state: Buffer | null;
  known: Buffer | null;
}

/**
 * In one statement, which is a transaction. Row locks are taken in id order, so that batches of several processes never wait
 * for each other in a ring, and are held to its end, so that a later sequence is never visible before an earlier one.
 */
const APPEND = `
  WITH appended AS (
    SELECT * FROM unnest($1::uuid[], $2::author_kind[], $3::uuid[], $4::bytea[], $5::uuid[])
      WITH ORDINALITY AS a(document_id, author_kind, author_id, data, epoch, position)
  ), locked AS (
    SELECT id, epoch, archived_at IS NOT NULL AS is_archived FROM document
     WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE
  ), taken AS (
    UPDATE document d SET last_seq = d.last_seq + n.count, updated_at = now()
      FROM (SELECT document_id, count(*)::int AS count FROM appended a JOIN locked l ON l.id = document_id
             WHERE coalesce(a.epoch, l.epoch) = l.epoch AND NOT l.is_archived GROUP BY document_id) n
     WHERE d.id = n.document_id RETURNING d.id, d.epoch, d.last_seq - n.count AS before
  ), numbered AS (
    SELECT document_id, author_kind, author_id, data, position,
           (before + row_number() OVER (PARTITION BY document_id ORDER BY position))::int AS seq
      FROM appended a JOIN taken t ON t.id = document_id AND coalesce(a.epoch, t.epoch) = t.epoch
  ), inserted AS (
    INSERT INTO document_update (document_id, seq, author_kind, author_id, data)
    SELECT document_id, seq, author_kind, author_id, data FROM numbered
  )
  SELECT position::int, seq FROM numbered
  UNION ALL
  SELECT position::int, CASE WHEN l.is_archived THEN 0 END FROM appended a JOIN locked l ON l.id = document_id
   WHERE l.is_archived OR a.epoch <> l.epoch`;

async function appendBatch(pool: Pick<pg.Pool, 'query'>, batch: readonly Append[]): Promise<Appended[]> {
  if (batch.length === 0) return [];
  const values = [
    batch.map(({ documentId }) => documentId),
    batch.map(({ author }) => author.kind),
    batch.map(({ author }) => author.id),
    batch.map(({ update }) => asBuffer(update)),
    batch.map(({ epoch }) => epoch ?? null),
  ];
  const { rows } = await pool.query<{ position: number; seq: number | null }>({
    name: 'append',
    text: APPEND,
    values,
  });
  const appended = new Map(
    rows.map(({ position, seq }): [number, Appended] => [
      position - 1,
      seq === 0 ? 'archived' : (seq ?? 'otherEpoch'),
    ]),
  );
  return batch.map((_, i) => appended.get(i) ?? 'gone');
}

/** Rows are never changed or removed, so what the two queries see belongs together: all up to the last sequence of the first. */
async function openDocument(
  pool: Pick<pg.Pool, 'query'>,
  documentId: DocumentId,
): Promise<LogOpening | null> {
  const head = await pool.query<RawHead>(
    `SELECT d.epoch, d.last_seq, s.seq, s.state, s.known FROM document d LEFT JOIN document_snapshot s ON s.document_id = d.id
      WHERE d.id = $1 AND d.deleted_at IS NULL`,
    [documentId],
  );
  const document = head.rows[0];
  if (!document) return null;
  const { epoch, last_seq: seq } = document;
  const snapshot = toSnapshot(document);
  const tail = await pool.query<RawRow>(
    `SELECT seq, author_kind, author_id, at, data FROM document_update
      WHERE document_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq`,
    [documentId, snapshot?.seq ?? 0, seq],
  );
  return { epoch, seq, snapshot, tail: tail.rows.map(toLogRow) };
}

function toSnapshot({ seq, state, known }: RawHead): LogSnapshot | null {
  return seq === null || state === null || known === null
    ? null
    : { seq, state: asBytes(state), known: asBytes(known) };
}

/** Milliseconds: what is asked for again soon is not waited for. */
const NEWER_TIMEOUT = 2_000;

async function findNewer(
  pool: Pick<pg.Pool, 'query'>,
  read: ReadonlyMap<DocumentId, LogPosition>,
): Promise<Map<DocumentId, LogPosition>> {
  const positions = [...read.values()];
  const query = {
    text: `SELECT d.id, d.epoch, d.last_seq AS seq FROM unnest($1::uuid[], $2::int[], $3::uuid[]) AS read(id, seq, epoch)
             JOIN document d ON d.id = read.id WHERE d.last_seq > read.seq OR d.epoch <> read.epoch`,
    values: [[...read.keys()], positions.map(({ seq }) => seq), positions.map(({ epoch }) => epoch)],
    query_timeout: NEWER_TIMEOUT,
  };
  const { rows } = await pool.query<{ id: DocumentId } & LogPosition>(query);
  return new Map(rows.map(({ id, epoch, seq }) => [id, { epoch, seq }]));
}

function toLogRow({ seq, author_kind, author_id, at, data }: RawRow): LogRow {
  return { seq, author: toAuthor(author_kind, author_id), at, update: asBytes(data) };
}

function toAuthor(kind: Author['kind'], id: string | null): Author {
  return kind === 'system' || id === null ? { kind: 'system', id: null } : { kind, id };
}

/** The same bytes as the type that the driver writes as bytea. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A copy of its own: the driver's buffers are views that keep a whole answer in memory. */
function asBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer);
}

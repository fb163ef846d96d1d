import type { DocumentId } from '@plenum/domain/ids';
import type pg from 'pg';
import type { Append, Author, Log, LogOpening, LogRow } from './log.ts';

/**
 * The log in PostgreSQL. Documents in the trash count as gone.
 * Errors are the driver's: whether the database is away or refuses is for the caller to tell from `error.code`.
 */
export function postgresLog(pool: pg.Pool): Log {
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
    async writeSnapshot(documentId, { seq, state }) {
      await pool.query(
        `INSERT INTO document_snapshot (document_id, seq, state)
         SELECT id, $2, $3 FROM document WHERE id = $1
         ON CONFLICT (document_id) DO UPDATE SET seq = excluded.seq, state = excluded.state, at = now()
          WHERE document_snapshot.seq < excluded.seq`,
        [documentId, seq, asBuffer(state)],
      );
    },
  };
}

interface RawRow {
  seq: number;
  author_kind: Author['kind'];
  author_id: string | null;
  at: Date;
  data: Buffer;
}

/** Milliseconds to wait for the lock of a document: long enough for other processes that append. */
const LOCK_TIMEOUT = 2_000;

/** A row to be written, with its sequence. */
interface Numbered extends Append {
  seq: number;
}

async function appendBatch(pool: pg.Pool, batch: readonly Append[]): Promise<(number | null)[]> {
  if (batch.length === 0) return [];
  const client = await pool.connect();
  // A connection cut between two statements is reported here alone, and unheard would end the process.
  client.on('error', ignore);
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT}`);
    const seqs = await takeSequences(client, batch);
    const rows = batch.flatMap((append, i) => withSeq(append, seqs[i] ?? null));
    if (rows.length > 0) await insertRows(client, rows);
    await client.query('COMMIT');
    client.off('error', ignore);
    client.release();
    return seqs;
  } catch (error) {
    // Nothing is known of a connection on which a statement failed; closing it also rolls back.
    client.release(true);
    throw error;
  }
}

function ignore(): void {}

/**
 * Takes one sequence per append, null for documents that are gone. Row locks are taken in id order, so that batches of
 * several processes never wait for each other in a ring, and are held to COMMIT, so that a later sequence is never visible
 * before an earlier one.
 */
async function takeSequences(client: pg.PoolClient, batch: readonly Append[]): Promise<(number | null)[]> {
  const counts = new Map<DocumentId, number>();
  for (const { documentId } of batch) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  const locked = await client.query<{ id: DocumentId }>(
    `SELECT id FROM document WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [[...counts.keys()]],
  );
  const ids = locked.rows.map(({ id }) => id);
  const taken = await client.query<{ id: DocumentId; first: number }>(
    `UPDATE document d SET last_seq = d.last_seq + n.count, updated_at = now()
       FROM unnest($1::uuid[], $2::int[]) AS n(id, count)
      WHERE d.id = n.id RETURNING d.id, d.last_seq - n.count + 1 AS first`,
    [ids, ids.map((id) => counts.get(id))],
  );
  const next = new Map(taken.rows.map(({ id, first }) => [id, first]));
  return batch.map(({ documentId }) => {
    const seq = next.get(documentId);
    if (seq === undefined) return null;
    next.set(documentId, seq + 1);
    return seq;
  });
}

async function insertRows(client: pg.PoolClient, rows: readonly Numbered[]): Promise<void> {
  await client.query(
    `INSERT INTO document_update (document_id, seq, author_kind, author_id, data)
     SELECT * FROM unnest($1::uuid[], $2::int[], $3::author_kind[], $4::uuid[], $5::bytea[])`,
    [
      rows.map((row) => row.documentId),
      rows.map((row) => row.seq),
      rows.map((row) => row.author.kind),
      rows.map((row) => row.author.id),
      rows.map((row) => asBuffer(row.update)),
    ],
  );
}

/** Rows are never changed or removed, so what the two queries see belongs together: all up to the last sequence of the first. */
async function openDocument(pool: pg.Pool, documentId: DocumentId): Promise<LogOpening | null> {
  const head = await pool.query<{ last_seq: number; seq: number | null; state: Buffer | null }>(
    `SELECT d.last_seq, s.seq, s.state FROM document d LEFT JOIN document_snapshot s ON s.document_id = d.id
      WHERE d.id = $1 AND d.deleted_at IS NULL`,
    [documentId],
  );
  const document = head.rows[0];
  if (!document) return null;
  const { last_seq: seq, seq: from, state } = document;
  const snapshot = from === null || state === null ? null : { seq: from, state: asBytes(state) };
  const tail = await pool.query<RawRow>(
    `SELECT seq, author_kind, author_id, at, data FROM document_update
      WHERE document_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq`,
    [documentId, snapshot?.seq ?? 0, seq],
  );
  return { seq, snapshot, tail: tail.rows.map(toLogRow) };
}

/** Milliseconds: what is asked for again soon is not waited for. */
const NEWER_TIMEOUT = 2_000;

async function findNewer(
  pool: pg.Pool,
  read: ReadonlyMap<DocumentId, number>,
): Promise<Map<DocumentId, number>> {
  const query = {
    text: `SELECT d.id, d.last_seq FROM unnest($1::uuid[], $2::int[]) AS read(id, seq)
             JOIN document d ON d.id = read.id WHERE d.last_seq > read.seq`,
    values: [[...read.keys()], [...read.values()]],
    query_timeout: NEWER_TIMEOUT,
  };
  const { rows } = await pool.query<{ id: DocumentId; last_seq: number }>(query);
  return new Map(rows.map(({ id, last_seq }) => [id, last_seq]));
}

function withSeq(append: Append, seq: number | null): Numbered[] {
  return seq === null ? [] : [{ ...append, seq }];
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

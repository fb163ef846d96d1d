import type { AuthorKey, Authorship } from '@plenum/domain/documents/types';
import { inArchive, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { authorOf, keyOf } from '../log/author.ts';
import { AuthorshipFold, type Credits, type Folded } from '../log/authorship-fold.ts';
import type { LogRow } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { inTransaction } from '../transaction.ts';
import { authorsBy } from './past-authors.ts';
import { rowsOf } from './rows.ts';

/** Rows that are read again rather than kept folded at every look. */
const UNKEPT_ROWS = 200;

/** As the column has it. */
const runsSchema = z.array(z.tuple([z.number(), z.array(z.tuple([z.number(), z.number(), z.number()]))]));

/** The same of credits, with their authors beside them. */
const creditRunsSchema = z.array(
  z.tuple([z.number(), z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))]),
);

/** Who wrote what of a document. */
export async function getAuthorship(grant: Grant<'document.history'>): Promise<Authorship> {
  const { seq, authors, clients } = await foldLog(grant);
  const authorBy = await authorsBy(grant.db, authors);
  return { seq, authors: authors.map((key) => ({ key, ...authorBy(key) })), clients };
}

/** Who wrote what up to a row, and how often an author had been forgotten by then. */
export interface LogFold extends Folded {
  seq: number;
  erasures: number;
}

/** Folds a document's log. Reads what was folded before and the rows after it. */
export function foldLog({ db, documentId }: Grant<'document.history'>): Promise<LogFold> {
  return foldLogOf(db, documentId);
}

/** The same for what the instance derives. */
export async function foldLogOf(db: Pick<Database, 'pool'>, documentId: DocumentId): Promise<LogFold> {
  const { rows } = await db.pool.query<Omit<LogFold, 'clients'> & { runs: unknown }>(
    'SELECT seq, erasures, authors, runs FROM document_authorship WHERE document_id = $1',
    [documentId],
  );
  const [kept] = rows;
  const fold = new AuthorshipFold(
    kept ? { authors: kept.authors, clients: runsSchema.parse(kept.runs) } : undefined,
  );
  const from = kept?.seq ?? 0;
  const erasures = kept?.erasures ?? 0;
  let seq = from;
  for await (const { row, credits } of creditedRows(db, { documentId, after: from })) {
    fold.add(row, credits);
    seq = row.seq;
  }
  const { authors, clients } = fold.folded();
  if (seq - from >= UNKEPT_ROWS) {
    await db.pool.query(
      `INSERT INTO document_authorship AS kept (document_id, seq, authors, runs) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id) DO UPDATE SET seq = $2, authors = $3, runs = $4
        WHERE kept.erasures = $5 AND kept.seq < $2`,
      [documentId, seq, authors, JSON.stringify(clients), erasures],
    );
  }
  return { seq, erasures, authors, clients };
}

/** The rows after one, each with its credits, which are committed with it: read before it, they might be missed. */
async function* creditedRows(
  db: Pick<Database, 'pool'>,
  { documentId, after }: { documentId: DocumentId; after: number },
): AsyncGenerator<{ row: LogRow; credits: Credits | undefined }> {
  for await (const rows of inBatches(rowsOf(db, { documentId, after, to: Number.POSITIVE_INFINITY }))) {
    const found = await db.pool.query<{ seq: number; authors: AuthorKey[]; runs: unknown }>(
      'SELECT seq, authors, runs FROM document_credit WHERE document_id = $1 AND seq BETWEEN $2 AND $3',
      [documentId, rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0],
    );
    const credits = new Map(
      found.rows.map(({ seq, authors, runs }) => [seq, { authors, clients: creditRunsSchema.parse(runs) }]),
    );
    for (const row of rows) yield { row, credits: credits.get(row.seq) };
  }
}

/** Rows whose credits are asked for at once. */
const BATCH = 500;

async function* inBatches(rows: AsyncIterable<LogRow>): AsyncGenerator<LogRow[]> {
  let batch: LogRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Appends what brings back text from the past, and to whom that is credited: the authors of a fold that was read before. Where somebody was
 * forgotten since, it has no credits. Tells whoever has the document open.
 * @throws AppError `not_found` where the document is gone meanwhile.
 */
export async function appendReturn(
  { actor, db, documentId }: Grant<'document.write'>,
  { update, credits, fold }: { update: Uint8Array; credits: Credits['clients']; fold: LogFold },
): Promise<void> {
  const seq = await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    const [appended] = await postgresLog(client).append([{ documentId, author: authorOf(actor), update }]);
    if (appended === 'archived') throw inArchive();
    if (typeof appended !== 'number') throw notFound();
    // Locks the row that forgetting moves, so that whoever is forgotten at this moment is so in these credits as well.
    const { rows } = await client.query<{ erasures: number }>(
      `INSERT INTO document_authorship AS kept (document_id, seq, authors, runs) VALUES ($1, 0, '{}', '[]')
       ON CONFLICT (document_id) DO UPDATE SET erasures = kept.erasures RETURNING erasures`,
      [documentId],
    );
    if (credits.length > 0 && rows[0]?.erasures === fold.erasures) {
      await client.query(
        'INSERT INTO document_credit (document_id, seq, authors, runs) VALUES ($1, $2, $3, $4)',
        [documentId, appended, fold.authors, JSON.stringify(credits)],
      );
    }
    return appended;
  });
  await db.bus.publish({ type: 'rows', documentId, seq });
}

/** Takes an author's name off all that they wrote in a document, for good; the text stays. */
export async function forgetAuthor(
  { db, documentId }: Grant<'document.restrict'>,
  key: AuthorKey,
): Promise<void> {
  await takeNamesOff(db, { documentIds: [documentId], keys: [key] });
}

/** The same for whoever asks, who needs to be no admin for it. */
export async function forgetOwnName({ actor, db, documentId }: Grant<'document.history'>): Promise<void> {
  await takeNamesOff(db, { documentIds: [documentId], keys: [keyOf(authorOf(actor))] });
}

/**
 * Takes authors' names off all that they wrote in some documents. What was folded with them is given up, also what somebody is
 * folding at this moment.
 */
export async function takeNamesOff(
  { pool }: Pick<Database, 'pool'>,
  { documentIds, keys }: { documentIds: readonly DocumentId[]; keys: readonly AuthorKey[] },
): Promise<void> {
  await inTransaction({ pool, settings: {} }, async (client) => {
    await client.query(
      `WITH unnamed AS (
         UPDATE document_update SET author_kind = 'system', author_id = NULL
          WHERE document_id = ANY($1::uuid[]) AND author_kind || ' ' || author_id = ANY($2::text[]) RETURNING document_id
       )
       INSERT INTO document_authorship AS kept (document_id, seq, erasures, authors, runs)
       SELECT document_id, 0, 1, '{}', '[]'
         FROM (SELECT document_id FROM unnamed
               UNION SELECT document_id FROM document_authorship WHERE document_id = ANY($1::uuid[]) AND authors && $2::text[]
               UNION SELECT document_id FROM document_credit WHERE document_id = ANY($1::uuid[]) AND authors && $2::text[]) touched
       ON CONFLICT (document_id) DO UPDATE SET seq = 0, erasures = kept.erasures + 1, authors = '{}', runs = '[]'`,
      [documentIds, keys],
    );
    // A statement of its own, which sees what was credited while the one before waited.
    await client.query(
      `UPDATE document_credit SET authors = ARRAY(
         SELECT CASE WHEN key = ANY($2::text[]) THEN 'system ' ELSE key END
           FROM unnest(authors) WITH ORDINALITY AS author(key, position) ORDER BY position)
        WHERE document_id = ANY($1::uuid[]) AND authors && $2::text[]`,
      [documentIds, keys],
    );
    await client.query(
      `UPDATE task_assignee SET given_by = ''
        WHERE document_id = ANY($1::uuid[]) AND 'person ' || given_by = ANY($2::text[])`,
      [documentIds, keys],
    );
  });
}

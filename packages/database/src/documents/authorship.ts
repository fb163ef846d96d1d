import type { AuthorKey, Authorship } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { authorOf, keyOf } from '../log/author.ts';
import { AuthorshipFold } from '../log/authorship-fold.ts';
import { authorsBy } from './past-authors.ts';
import { rowsOf } from './rows.ts';

/** Rows that are read again rather than kept folded at every look. */
const UNKEPT_ROWS = 200;

/** As the column has it. */
const runsSchema = z.array(z.tuple([z.number(), z.array(z.tuple([z.number(), z.number(), z.number()]))]));

/** Who wrote what of a document. Reads what was folded before and the rows after it. */
export async function getAuthorship({ db, documentId }: Grant<'document.history'>): Promise<Authorship> {
  const kept = await db.prisma.documentAuthorship.findUnique({ where: { documentId } });
  const fold = new AuthorshipFold(
    kept ? { authors: kept.authors, clients: runsSchema.parse(kept.runs) } : undefined,
  );
  const from = kept?.seq ?? 0;
  let seq = from;
  for await (const row of rowsOf(db, { documentId, after: from, to: Number.POSITIVE_INFINITY })) {
    fold.add(row);
    seq = row.seq;
  }
  const { authors, clients } = fold.folded();
  if (seq - from >= UNKEPT_ROWS) {
    await db.pool.query(
      `INSERT INTO document_authorship AS kept (document_id, seq, authors, runs) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id) DO UPDATE SET seq = $2, authors = $3, runs = $4
        WHERE kept.erasures = $5 AND kept.seq < $2`,
      [documentId, seq, authors, JSON.stringify(clients), kept?.erasures ?? 0],
    );
  }
  const authorBy = await authorsBy(db, authors);
  return { seq, authors: authors.map((key) => ({ key, ...authorBy(key) })), clients };
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
  await pool.query(
    `WITH unnamed AS (
       UPDATE document_update SET author_kind = 'system', author_id = NULL
        WHERE document_id = ANY($1::uuid[]) AND author_kind || ' ' || author_id = ANY($2::text[]) RETURNING document_id
     )
     INSERT INTO document_authorship AS kept (document_id, seq, erasures, authors, runs)
     SELECT document_id, 0, 1, '{}', '[]'
       FROM (SELECT document_id FROM unnamed
             UNION SELECT document_id FROM document_authorship WHERE document_id = ANY($1::uuid[]) AND authors && $2::text[]) touched
     ON CONFLICT (document_id) DO UPDATE SET seq = 0, erasures = kept.erasures + 1, authors = '{}', runs = '[]'`,
    [documentIds, keys],
  );
}

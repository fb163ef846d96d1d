import { personOf } from '@plenum/domain/access/actor';
import type {
  AuthorKey,
  EditSession,
  PastAuthor,
  PastPoint,
  VersionCard,
} from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId, VersionId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { record } from '../outbox/record.ts';
import { authorsBy } from './past-authors.ts';
import { pastStateOf } from './past-state.ts';

/** Rows that are looked through for one page of sessions. */
const WINDOW = 20_000;

/** Writers among whom one chooses. */
const MOST_WRITERS = 200;

/**
 * What was edited without a break of five minutes, and within half an hour, the latest first.
 * @param before where the page before ended: its `next`.
 * @param author whose edits alone are asked for; breaks are theirs then.
 */
export async function listSessions(
  { db, documentId }: Grant<'document.history'>,
  { limit, before, author }: { limit: number; before?: number | undefined; author?: AuthorKey | undefined },
): Promise<{ items: EditSession[]; next: number | null }> {
  const { rows } = await db.pool.query<
    Omit<EditSession, 'authors'> & { authors: AuthorKey[]; isCut: boolean }
  >(
    `WITH looked AS (
       SELECT seq, at, author_kind, author_id FROM document_update
        WHERE document_id = $1 AND ($2::int IS NULL OR seq < $2)
          AND ($5::text IS NULL OR author_kind || ' ' || author_id = $5) ORDER BY seq DESC LIMIT $4
     ), marked AS (
       SELECT *, (at - lag(at) OVER w > interval '5 minutes'
                  OR date_bin('30 minutes', at, 'epoch') <> date_bin('30 minutes', lag(at) OVER w, 'epoch')) AS starts
         FROM looked WINDOW w AS (ORDER BY seq)
     ), numbered AS (
       SELECT *, count(*) FILTER (WHERE starts) OVER (ORDER BY seq) AS session FROM marked
     )
     SELECT min(seq) AS first, max(seq) AS last, min(at) AS "from", max(at) AS "to",
            array_agg(DISTINCT author_kind || ' ' || coalesce(author_id::text, '')) AS authors,
            (SELECT count(*) FROM looked) = $4 AS "isCut"
       FROM numbered GROUP BY session ORDER BY first DESC LIMIT $3`,
    [documentId, before ?? null, limit + 1, WINDOW, author ?? null],
  );
  const items = rows.slice(0, limit);
  const nameOf = await authorsBy(
    db,
    items.flatMap(({ authors }) => authors),
  );
  const oldest = items.at(-1);
  return {
    items: items.map(({ isCut: _, ...session }) => ({ ...session, authors: session.authors.map(nameOf) })),
    next: oldest && (rows.length > limit || oldest.isCut) ? oldest.first : null,
  };
}

/** Who wrote lately in a document, by name, for whoever asks about one of them; those without a name that can be taken off are left out. */
export async function listWriters({
  db,
  documentId,
}: Grant<'document.history'>): Promise<(PastAuthor & { key: AuthorKey })[]> {
  const { rows } = await db.pool.query<{ key: AuthorKey }>(
    `SELECT DISTINCT author_kind || ' ' || author_id AS key FROM (
       SELECT author_kind, author_id FROM document_update WHERE document_id = $1 ORDER BY seq DESC LIMIT $2
     ) looked WHERE author_kind <> 'system' AND author_id IS NOT NULL LIMIT $3`,
    [documentId, WINDOW, MOST_WRITERS],
  );
  const authorBy = await authorsBy(
    db,
    rows.map(({ key }) => key),
  );
  return rows
    .map(({ key }) => ({ key, ...authorBy(key) }))
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''));
}

/** A point of a document's past; the latest where the log is not that long. */
export async function findPoint(
  { db, documentId }: Grant<'document.history'>,
  seq: number,
): Promise<PastPoint> {
  const { rows } = await db.pool.query<{ seq: number; at: Date; author: AuthorKey }>(
    `SELECT seq, at, author_kind || ' ' || coalesce(author_id::text, '') AS author FROM document_update
      WHERE document_id = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 1`,
    [documentId, seq],
  );
  const [row] = rows;
  if (!row) return { seq: 0, at: null, author: null };
  return { seq: row.seq, at: row.at, author: (await authorsBy(db, [row.author]))(row.author) };
}

/** A document's content as it was after a row of its log: a Yjs update (V1). */
export function getPastState(
  { db, documentId }: Grant<'document.history'>,
  seq: number,
): Promise<Uint8Array> {
  return pastStateOf(db, { documentId, seq });
}

/** The named points of a document's past, the latest first; at most 200. */
export async function listVersions({ db, documentId }: Grant<'document.history'>): Promise<VersionCard[]> {
  const versions = await db.prisma.documentVersion.findMany({
    where: { documentId },
    orderBy: [{ seq: 'desc' }, { id: 'desc' }],
    take: 200,
    select: {
      id: true,
      seq: true,
      name: true,
      createdAt: true,
      createdBy: { select: { displayName: true } },
    },
  });
  return versions.map(({ createdBy, ...version }) => ({
    ...version,
    createdBy: createdBy?.displayName ?? null,
  }));
}

/** Named points of one document. */
const MOST_VERSIONS = 200;

/**
 * Gives a point of a document's past a name, and tells webhooks of it.
 * @throws AppError `conflict` where there are two hundred already, `invalid_input` for a row that is not written yet: what comes would be
 * in it.
 */
export async function nameVersion(
  { actor, db, documentId }: Grant<'document.history'>,
  { seq, name }: { seq: number; name: string },
): Promise<VersionId> {
  const { lastSeq } = await db.prisma.document.findUniqueOrThrow({ where: { id: documentId } });
  if (seq > lastSeq) throw new AppError('invalid_input', 'This point of the past is not there yet.');
  const data = { documentId, seq, name, createdById: personOf(actor) };
  return db.prisma.$transaction((tx) => addVersion(tx, data));
}

/** The same within a transaction. @throws AppError `conflict` where there are two hundred already. */
export async function addVersion(
  tx: Prisma.TransactionClient,
  data: { documentId: DocumentId; seq: number; name: string; createdById: string | null },
): Promise<VersionId> {
  const { documentId } = data;
  if ((await tx.documentVersion.count({ where: { documentId } })) >= MOST_VERSIONS) {
    throw new AppError('conflict', 'This document has 200 named versions. Take the name from one first.');
  }
  const { id } = await tx.documentVersion.create({ data, select: { id: true } });
  await record(tx, { what: 'version.created', documentIds: [documentId], versionId: id });
  return id;
}

/** Takes the name from a version; the point stays. @throws AppError `not_found` where there is no such version. */
export async function forgetVersion(
  { db, documentId }: Grant<'document.history'>,
  id: VersionId,
): Promise<void> {
  const { count } = await db.prisma.documentVersion.deleteMany({ where: { id, documentId } });
  if (count === 0) throw notFound();
}

import { personOf } from '@plenum/domain/access/actor';
import type { DocumentStatus } from '@plenum/domain/documents/statuses';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import * as Y from 'yjs';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { MOST_NAMES } from './reads.ts';

/** How far something is that is moved in. */
export interface Transfer {
  id: string;
  keepsIds: boolean;
  /** The key of the last page that is done. */
  after: string | null;
  done: number;
  losses: unknown;
  finishedAt: Date | null;
}

/** A row of a log as it was written elsewhere. */
export interface PastRow {
  seq: number;
  at: Date;
  /** Null for nobody who is known. */
  author: string | null;
  /** A Yjs update (V1), vetted. */
  data: Uint8Array;
}

/** What was said elsewhere about a page. */
export interface PastThread {
  anchorFrom: Uint8Array | null;
  anchorTo: Uint8Array | null;
  taskId?: string | undefined;
  quote: string;
  replacement: string | null;
  createdAt: Date;
  resolvedAt: Date | null;
  comments: { author: string | null; body: string; createdAt: Date; editedAt: Date | null }[];
}

/** A page's past: its log, what was said, and its named versions. */
export interface PagePast {
  documentId: DocumentId;
  /** Asked for once. */
  rows: Iterable<PastRow>;
  lastSeq: number;
  threads: readonly PastThread[];
  versions: readonly { seq: number; name: string; createdAt: Date }[];
  /** The keys of what it was called elsewhere: old addresses lead on by them. */
  nameKeys: readonly string[];
  createdAt: Date | null;
  updatedAt: Date | null;
  /** Since when nobody writes in it. */
  frozenAt: Date | null;
  properties: { status: DocumentStatus | null; reviewOn: string | null };
}

const TRANSFER = {
  id: true,
  keepsIds: true,
  after: true,
  done: true,
  losses: true,
  finishedAt: true,
} as const satisfies Prisma.TransferSelect;

/** Rows that are written at once, and milliseconds that a page may take. */
const ROWS = 200;
const PATIENCE = 300_000;

/**
 * Begins to move something in, or goes on with it.
 * @param digest of what is moved and where to.
 * @param ids what its pages and files had, which they keep where none of them is taken here.
 * @param again begins anew what is finished.
 */
export async function beginTransfer(
  { actor, db, workspaceId }: Grant<'document.create'>,
  { digest, ids, again }: { digest: Uint8Array; ids: readonly string[] | null; again: boolean },
): Promise<Transfer> {
  const key = { workspaceId, digest: new Uint8Array(digest) };
  if (again) await db.prisma.transfer.deleteMany({ where: { ...key, finishedAt: { not: null } } });
  const where = { workspaceId_digest: key };
  const found = await db.prisma.transfer.findUnique({ where, select: TRANSFER });
  if (found) return found;
  const { rows } = await db.pool.query<{ isTaken: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM document WHERE id = ANY($1::uuid[]))
         OR EXISTS (SELECT 1 FROM attachment WHERE id = ANY($1::uuid[])) AS "isTaken"`,
    [ids ?? []],
  );
  const keepsIds = ids !== null && rows[0]?.isTaken === false;
  // Somebody else may begin the same at this moment.
  await db.prisma.transfer.createMany({
    data: [{ ...key, keepsIds, startedById: personOf(actor) }],
    skipDuplicates: true,
  });
  return db.prisma.transfer.findUniqueOrThrow({ where, select: TRANSFER });
}

/** Notes who wrote elsewhere, by name. */
export async function notePastAuthors(
  { db, workspaceId }: Grant<'document.create'>,
  people: readonly { id: string; name: string | null; colour: number }[],
): Promise<void> {
  const data = people.map((person) => ({ ...person, workspaceId }));
  await db.prisma.pastAuthor.createMany({ data, skipDuplicates: true });
}

/** Whether a document is in the workspace already, be it in its trash. */
export async function isThere(
  { db, workspaceId }: Grant<'document.create'>,
  id: DocumentId,
): Promise<boolean> {
  return (await db.prisma.document.count({ where: { id, workspaceId } })) > 0;
}

/** Whether not everybody in the workspace has access to a document of it. */
export async function isRestricted(
  { db, workspaceId }: Grant<'document.create'>,
  id: DocumentId,
): Promise<boolean> {
  return (await db.prisma.document.count({ where: { id, workspaceId, scopeId: { not: null } } })) > 0;
}

/**
 * Gives an attachment that is in another document of the workspace to this one, too, by the same id. Whether there was one.
 */
export async function shareAttachment(
  { db, documentId, workspaceId }: Grant<'document.write'>,
  id: string,
): Promise<boolean> {
  const here = { documentId_id: { documentId, id } };
  if (await db.prisma.attachment.findUnique({ where: here, select: { id: true } })) return true;
  const count = await db.prisma.$executeRaw`
    INSERT INTO attachment (document_id, id, file_id, name, media_type, size, sha256, width, height, is_used, person_id)
    SELECT ${documentId}::uuid, a.id, a.file_id, a.name, a.media_type, a.size, a.sha256, a.width, a.height, a.is_used, a.person_id
      FROM attachment a JOIN document d ON d.id = a.document_id
     WHERE a.id = ${id}::uuid AND d.workspace_id = ${workspaceId}::uuid LIMIT 1 FOR SHARE OF a`;
  return count > 0;
}

/**
 * Gives a page that was just made its past, and notes that it is done, both or neither. In a page in which somebody has written meanwhile
 * nothing is changed.
 * @param step the keys of the last page that was done, and of this one.
 * @returns whether the page has its past.
 * @throws AppError `locked` where somebody else goes on with the same, `not_found` where the page is not in this workspace.
 */
export async function fillPage(
  { db, workspaceId }: Grant<'document.create'>,
  past: PagePast,
  step: { transferId: string; before: string | null; key: string; losses: unknown },
): Promise<boolean> {
  const { documentId } = past;
  const isFilled = await db.prisma.$transaction(
    async (tx) => {
      await advance(tx, workspaceId, step);
      const [page] = await tx.$queryRaw<{ last_seq: number }[]>`
        SELECT last_seq FROM document WHERE id = ${documentId}::uuid AND workspace_id = ${workspaceId}::uuid FOR UPDATE`;
      if (!page) throw notFound();
      if (page.last_seq > 0) return false;
      await addRows(tx, past);
      await addThreads(tx, past);
      await tx.documentVersion.createMany({
        data: past.versions.map((version) => ({ documentId, ...version })),
      });
      await tx.documentAlias.createMany({
        data: past.nameKeys.slice(0, MOST_NAMES).map((key) => ({ documentId, key })),
        skipDuplicates: true,
      });
      const { lastSeq, createdAt, updatedAt, frozenAt } = past;
      const data = { lastSeq, frozenAt, ...(createdAt && { createdAt }), ...(updatedAt && { updatedAt }) };
      await tx.document.update({ where: { id: documentId }, data });
      await addProperties(tx, past);
      return true;
    },
    { timeout: PATIENCE, maxWait: 30_000 },
  );
  if (isFilled && past.lastSeq > 0) await db.bus.publish({ type: 'rows', documentId, seq: past.lastSeq });
  return isFilled;
}

async function advance(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  { transferId, before, key, losses }: Parameters<typeof fillPage>[2],
): Promise<void> {
  const { count } = await tx.transfer.updateMany({
    where: { id: transferId, workspaceId, after: before, finishedAt: null },
    data: { after: key, done: { increment: 1 }, losses: losses as Prisma.InputJsonValue },
  });
  if (count > 0) return;
  throw new AppError('locked', 'Somebody else is importing the same here at this moment. Let that finish.');
}

async function addRows(
  tx: Prisma.TransactionClient,
  { documentId, rows }: Pick<PagePast, 'documentId' | 'rows'>,
): Promise<void> {
  let part: Prisma.DocumentUpdateCreateManyInput[] = [];
  const write = async () => {
    if (part.length > 0) await tx.documentUpdate.createMany({ data: part });
    part = [];
  };
  for (const { seq, at, author, data } of rows) {
    const by = { authorKind: author === null ? ('system' as const) : ('guest' as const), authorId: author };
    part.push({ documentId, seq, at, ...by, data: new Uint8Array(data) });
    if (part.length >= ROWS) await write();
  }
  await write();
}

async function addProperties(
  tx: Prisma.TransactionClient,
  { documentId, properties: { status, reviewOn } }: Pick<PagePast, 'documentId' | 'properties'>,
): Promise<void> {
  if (status === null && reviewOn === null) return;
  const columns = { status, reviewOn: reviewOn === null ? null : new Date(reviewOn) };
  await tx.documentProperties.createMany({ data: { documentId, ...columns }, skipDuplicates: true });
}

async function addThreads(
  tx: Prisma.TransactionClient,
  { documentId, threads }: Pick<PagePast, 'documentId' | 'threads'>,
): Promise<void> {
  for (const { comments, anchorFrom, anchorTo, ...thread } of threads) {
    const [from, to] = [positionIn(anchorFrom), positionIn(anchorTo)];
    const anchor = from && to ? { anchorFrom: from, anchorTo: to } : {};
    const { id: threadId } = await tx.commentThread.create({
      data: { documentId, ...thread, taskId: thread.taskId ?? null, ...anchor },
      select: { id: true },
    });
    await tx.comment.createMany({
      data: comments.map(({ author, ...comment }) => ({ threadId, pastAuthorId: author, ...comment })),
    });
  }
}

/** A place in a text, encoded anew, since Yjs decodes more than it encodes; null for what is none. */
function positionIn(encoded: Uint8Array | null): Uint8Array<ArrayBuffer> | null {
  try {
    return encoded && new Uint8Array(Y.encodeRelativePosition(Y.decodeRelativePosition(encoded)));
  } catch {
    return null;
  }
}

/** Notes that all is done. */
export async function finishTransfer(
  { db, workspaceId }: Grant<'document.create'>,
  id: string,
): Promise<void> {
  await db.prisma.transfer.updateMany({ where: { id, workspaceId }, data: { finishedAt: new Date() } });
}

import type { Actor } from '@plenum/domain/access/actor';
import { personOf } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { NewThread } from '@plenum/domain/comments/schema';
import { AppError, notFound } from '@plenum/domain/errors';
import type { CommentId, DocumentId, PersonId, ThreadId } from '@plenum/domain/ids';
import * as Y from 'yjs';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { checkNotArchived } from '../documents/archive.ts';
import { lockComments } from '../documents/comment-lock.ts';
import { type AuthorColumns, authorColumns } from '../documents/said-by.ts';
import type { Prisma } from '../generated/client.ts';
import { tellOfComment } from '../inbox/notices.ts';
import { record } from '../outbox/record.ts';
import { lookUpNames, type NamedBody } from './mentions.ts';
import { MOST_OF_DOCUMENT, MOST_OF_THREAD, MOST_THREADS } from './most.ts';

/**
 * Begins a thread about a place in the text, about a task of a list, or about the whole document. Whether the task is there, and what it is
 * called, is for whoever asks to know, as it is with a text.
 * @throws AppError `invalid_input` where the place is none, or a task in what is no list; `conflict` where a document has as many threads as it may have.
 */
export async function startThread(
  grant: Grant<'document.comment'>,
  { from, to, taskId, quote, replacement, body }: NewThread,
): Promise<ThreadId> {
  const { actor, db, documentId } = grant;
  const hasPlace = from !== undefined && to !== undefined;
  const anchor = hasPlace ? { anchorFrom: positionIn(from), anchorTo: positionIn(to) } : {};
  const isAbout = hasPlace || taskId !== undefined;
  const author = authorIn(actor);
  const named = await lookUpNames(grant, body);
  const id = await alone(db, documentId, async (tx) => {
    if (taskId !== undefined) await checkList(tx, documentId);
    if ((await tx.commentThread.count({ where: { documentId } })) >= MOST_THREADS) {
      throw new AppError('conflict', 'This document has 500 comment threads. Delete some that are resolved.');
    }
    await checkRoom(tx, documentId);
    const thread = await tx.commentThread.create({
      data: {
        documentId,
        ...anchor,
        taskId: taskId ?? null,
        quote: isAbout ? quote : '',
        replacement: replacement ?? null,
        comments: { create: { ...author, ...saying(named) } },
      },
      select: { id: true, comments: { select: { id: true } } },
    });
    const [said] = thread.comments;
    if (said)
      await tellOf(tx, { documentId, threadId: thread.id, commentId: said.id, named, by: personOf(actor) });
    return thread.id;
  });
  await tell(db, documentId);
  return id;
}

/**
 * Says something more in a thread, which opens it again.
 * @throws AppError `not_found` where there is no such thread, `conflict` where it is as long as it may be.
 */
export async function reply(
  grant: Grant<'document.comment'>,
  { threadId, body }: { threadId: ThreadId; body: string },
): Promise<CommentId> {
  const { actor, db, documentId } = grant;
  const author = authorIn(actor);
  const named = await lookUpNames(grant, body);
  const id = await alone(db, documentId, async (tx) => {
    await changeThread(tx, { id: threadId, documentId }, { resolvedAt: null, resolvedById: null });
    if ((await tx.comment.count({ where: { threadId } })) >= MOST_OF_THREAD) {
      throw new AppError('conflict', 'This thread has 100 comments. Begin another one.');
    }
    await checkRoom(tx, documentId);
    const data = { threadId, ...author, ...saying(named) };
    const comment = await tx.comment.create({ data, select: { id: true } });
    await tellOf(tx, { documentId, threadId, commentId: comment.id, named, by: personOf(actor) });
    return comment.id;
  });
  await tell(db, documentId);
  return id;
}

/** Says that a thread is settled, or is not. @throws AppError `not_found` where there is no such thread. */
export async function settleThread(
  { actor, db, documentId }: Grant<'document.comment'>,
  { threadId, isResolved }: { threadId: ThreadId; isResolved: boolean },
): Promise<void> {
  const resolved = { resolvedAt: new Date(), resolvedById: personOf(actor) };
  const open = { resolvedAt: null, resolvedById: null };
  await db.prisma.$transaction(async (tx) => {
    await changeThread(tx, { id: threadId, documentId }, isResolved ? resolved : open);
    if (isResolved) await record(tx, { what: 'comment.resolved', documentIds: [documentId], threadId });
  });
  await tell(db, documentId);
}

/** Says something else than before. @throws AppError `not_found` where there is no such comment of the one who asks. */
export async function editComment(
  grant: Grant<'document.comment'>,
  { commentId, body }: { commentId: CommentId; body: string },
): Promise<void> {
  const { actor, db, documentId } = grant;
  const where = { id: commentId, thread: { documentId }, ...authorIn(actor) };
  const said = await lookUpNames(grant, body);
  await alone(db, documentId, async (tx) => {
    if ((await tx.comment.count({ where })) === 0) throw notFound();
    await tx.commentMention.deleteMany({ where: { commentId } });
    await tx.comment.update({ where: { id: commentId }, data: { ...saying(said), editedAt: new Date() } });
  });
  await tell(db, documentId);
}

/**
 * Deletes a comment: one's own, or as an editor anybody's. With its last comment a thread is gone.
 * @throws AppError `not_found` where there is no such comment, or it is somebody else's.
 */
export async function deleteComment(
  { actor, db, documentId, role }: Grant<'document.comment'>,
  commentId: CommentId,
): Promise<void> {
  const where = {
    id: commentId,
    thread: { documentId },
    ...(!hasRole(role, 'editor') && authorIn(actor)),
  };
  await alone(db, documentId, async (tx) => {
    const comment = await tx.comment.findFirst({ where, select: { threadId: true } });
    if (!comment) throw notFound();
    await tx.comment.deleteMany({ where: { id: commentId } });
    await tx.commentThread.deleteMany({ where: { id: comment.threadId, comments: { none: {} } } });
  });
  await tell(db, documentId);
}

/**
 * Does something in a transaction while nothing else is said or deleted in the document.
 * @throws AppError `forbidden` where it went into the archive meanwhile.
 */
function alone<T>(
  db: Database,
  documentId: DocumentId,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return db.prisma.$transaction(async (tx) => {
    await lockComments(tx, [documentId]);
    await checkNotArchived(tx, documentId);
    return work(tx);
  });
}

/** @throws AppError `conflict` where a document has as many comments as it may have. */
async function checkRoom(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<void> {
  if ((await tx.comment.count({ where: { thread: { documentId } } })) >= MOST_OF_DOCUMENT) {
    throw new AppError(
      'conflict',
      'This document has 2,000 comments. Delete some threads that are resolved.',
    );
  }
}

/** @throws AppError `invalid_input` for a document that is no list of tasks. */
async function checkList(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<void> {
  if ((await tx.document.count({ where: { id: documentId, kind: 'tasks' } })) === 0) {
    throw new AppError('invalid_input', 'This document is no list of tasks.');
  }
}

async function changeThread(
  tx: Prisma.TransactionClient,
  where: { id: ThreadId; documentId: DocumentId },
  data: Prisma.CommentThreadUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.commentThread.updateMany({ where, data });
  if (count === 0) throw notFound();
}

async function tellOf(
  tx: Prisma.TransactionClient,
  said: {
    documentId: DocumentId;
    threadId: ThreadId;
    commentId: CommentId;
    named: NamedBody;
    by: PersonId | null;
  },
): Promise<void> {
  const { documentId, threadId, commentId, by } = said;
  const named = said.named.mentions.map(({ personId }) => personId);
  await tellOfComment(tx, { documentId, threadId, named, by });
  await record(tx, { what: 'comment.created', documentIds: [documentId], threadId, commentId });
}

async function tell(db: Database, documentId: DocumentId): Promise<void> {
  await db.bus.publish({ type: 'commented', documentId });
}

/** The columns that say whose a comment is. @throws AppError `forbidden` for who is nobody in particular. */
function authorIn(actor: Actor): AuthorColumns {
  const columns = authorColumns(actor);
  if (columns) return columns;
  throw new AppError('forbidden', 'Your browser keeps no cookie for this link. Allow cookies to comment.');
}

/** What is stored of what somebody says. */
function saying({ body, mentions }: NamedBody) {
  return { body, mentions: { create: mentions } };
}

/** @throws AppError `invalid_input` for what is no relative position. */
function positionIn(text: string): Uint8Array<ArrayBuffer> {
  try {
    // Encoded anew, since Yjs decodes more than it encodes.
    const position = Y.decodeRelativePosition(Buffer.from(text, 'base64'));
    return new Uint8Array(Y.encodeRelativePosition(position));
  } catch (cause) {
    throw new AppError('invalid_input', 'This is no place in a text.', { cause });
  }
}

import type { Actor } from '@plenum/domain/access/actor';
import { personOf } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { NewThread } from '@plenum/domain/comments/schema';
import type { CommentCard, ThreadCard } from '@plenum/domain/comments/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { CommentId, DocumentId, ThreadId } from '@plenum/domain/ids';
import * as Y from 'yjs';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';

/** Threads of a document and comments of a thread, so that nobody fills the disk by a link. */
const MOST_THREADS = 500;
const MOST_COMMENTS = 100;

const AUTHOR = {
  personId: true,
  guestId: true,
  person: { select: { displayName: true, colour: true } },
  guest: { select: { name: true, colour: true } },
} as const;

/** The threads of a document, those that were begun last first, with all that was said in them. */
export async function listThreads({
  actor,
  db,
  documentId,
}: Grant<'document.readComments'>): Promise<ThreadCard[]> {
  const threads = await db.prisma.commentThread.findMany({
    where: { documentId },
    orderBy: { id: 'desc' },
    take: MOST_THREADS,
    select: {
      id: true,
      anchorFrom: true,
      anchorTo: true,
      quote: true,
      resolvedAt: true,
      resolvedBy: { select: { displayName: true } },
      comments: {
        orderBy: { id: 'asc' },
        take: MOST_COMMENTS,
        select: { id: true, body: true, createdAt: true, editedAt: true, ...AUTHOR },
      },
    },
  });
  return threads.map(({ anchorFrom, anchorTo, resolvedBy, comments, ...thread }) => ({
    ...thread,
    anchor: { from: base64(anchorFrom), to: base64(anchorTo) },
    resolvedBy: resolvedBy?.displayName ?? null,
    comments: comments.map((comment) => cardOf(comment, actor)),
  }));
}

/**
 * Begins a thread about a place in the text.
 * @throws AppError `invalid_input` where the place is none, `conflict` where a document has as many threads as it may have.
 */
export async function startThread(
  { actor, db, documentId }: Grant<'document.comment'>,
  { from, to, quote, body }: NewThread,
): Promise<ThreadId> {
  const anchor = { anchorFrom: positionIn(from), anchorTo: positionIn(to) };
  if ((await db.prisma.commentThread.count({ where: { documentId } })) >= MOST_THREADS) {
    throw new AppError('conflict', 'This document has 500 comment threads. Delete some that are resolved.');
  }
  const { id } = await db.prisma.commentThread.create({
    data: { documentId, ...anchor, quote, comments: { create: { ...authorIn(actor), body } } },
    select: { id: true },
  });
  await tell(db, documentId);
  return id;
}

/**
 * Says something more in a thread, which opens it again.
 * @throws AppError `not_found` where there is no such thread, `conflict` where it is as long as it may be.
 */
export async function reply(
  { actor, db, documentId }: Grant<'document.comment'>,
  { threadId, body }: { threadId: ThreadId; body: string },
): Promise<CommentId> {
  await changeThread(db, { id: threadId, documentId }, { resolvedAt: null, resolvedById: null });
  if ((await db.prisma.comment.count({ where: { threadId } })) >= MOST_COMMENTS) {
    throw new AppError('conflict', 'This thread has 100 comments. Begin another one.');
  }
  const data = { threadId, ...authorIn(actor), body };
  const { id } = await db.prisma.comment.create({ data, select: { id: true } });
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
  await changeThread(db, { id: threadId, documentId }, isResolved ? resolved : open);
  await tell(db, documentId);
}

/** Says something else than before. @throws AppError `not_found` where there is no such comment of the one who asks. */
export async function editComment(
  { actor, db, documentId }: Grant<'document.comment'>,
  { commentId, body }: { commentId: CommentId; body: string },
): Promise<void> {
  const { count } = await db.prisma.comment.updateMany({
    where: { id: commentId, thread: { documentId }, ...authorIn(actor) },
    data: { body, editedAt: new Date() },
  });
  if (count === 0) throw notFound();
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
  await db.prisma.$transaction(async (tx) => {
    const comment = await tx.comment.findFirst({ where, select: { threadId: true } });
    if (!comment) throw notFound();
    await tx.comment.deleteMany({ where: { id: commentId } });
    await tx.commentThread.deleteMany({ where: { id: comment.threadId, comments: { none: {} } } });
  });
  await tell(db, documentId);
}

async function changeThread(
  db: Database,
  where: { id: ThreadId; documentId: DocumentId },
  data: Prisma.CommentThreadUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await db.prisma.commentThread.updateMany({ where, data });
  if (count === 0) throw notFound();
}

async function tell(db: Database, documentId: DocumentId): Promise<void> {
  await db.bus.publish({ type: 'commented', documentId });
}

/** The columns that say whose a comment is. @throws AppError `forbidden` for who is nobody in particular. */
function authorIn(actor: Actor): { personId: string } | { guestId: string } {
  if (actor.kind === 'member' || actor.kind === 'token') return { personId: actor.personId };
  if (actor.kind === 'guest' && actor.guestId !== null) return { guestId: actor.guestId };
  throw new AppError('forbidden', 'Your browser keeps no cookie for this link. Allow cookies to comment.');
}

type Row = Prisma.CommentGetPayload<{
  select: { id: true; body: true; createdAt: true; editedAt: true } & typeof AUTHOR;
}>;

function cardOf({ personId, guestId, person, guest, ...comment }: Row, actor: Actor): CommentCard {
  const isOwn =
    (personId !== null && personId === personOf(actor)) ||
    (guestId !== null && actor.kind === 'guest' && guestId === actor.guestId);
  if (guest) return { ...comment, isOwn, author: { kind: 'guest', ...guest } };
  const { displayName: name = null, colour = null } = person ?? {};
  return { ...comment, isOwn, author: { kind: 'person', name, colour } };
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

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

import type { Actor } from '@plenum/domain/access/actor';
import type { CommentCard, CommentMention, ThreadCard, ThreadState } from '@plenum/domain/comments/types';
import { notFound } from '@plenum/domain/errors';
import type { ThreadId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { SAID_BY, saidBy } from '../documents/said-by.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';
import { knownNames, type MentionRow } from './mentions.ts';
import { MOST_OF_THREAD, MOST_THREADS } from './most.ts';

const COMMENT = {
  id: true,
  body: true,
  createdAt: true,
  editedAt: true,
  ...SAID_BY,
  pastAuthor: { select: { name: true, colour: true } },
  mentions: {
    orderBy: { position: 'asc' },
    select: { position: true, person: { select: { id: true, username: true, displayName: true } } },
  },
} as const satisfies Prisma.CommentSelect;

const THREAD = {
  id: true,
  anchorFrom: true,
  anchorTo: true,
  taskId: true,
  quote: true,
  replacement: true,
  createdAt: true,
  resolvedAt: true,
  resolvedBy: { select: { displayName: true } },
  comments: { orderBy: { id: 'asc' }, take: MOST_OF_THREAD, select: COMMENT },
} as const satisfies Prisma.CommentThreadSelect;

type ThreadRow = Prisma.CommentThreadGetPayload<{ select: typeof THREAD }>;

/**
 * The threads of a document, those that were begun last first, with all that was said in them.
 * @param options.ofGone whether members are told what was said about tasks that are deleted, for whoever leaves it out by what the list has at
 * each moment, as a browser does. Guests are told it nowhere.
 */
export async function listThreads(
  grant: Grant<'document.readComments'>,
  { ofGone = true }: { ofGone?: boolean } = {},
): Promise<ThreadCard[]> {
  const { db, documentId } = grant;
  const rows = await db.prisma.commentThread.findMany({
    where: { documentId },
    orderBy: { id: 'desc' },
    take: MOST_THREADS,
    select: THREAD,
  });
  return cardsOf(grant, rows, { ofGone });
}

/** The same a page at a time, and of one state alone where that is asked for. */
export async function listThreadPage(
  grant: Grant<'document.readComments'>,
  { state, ...page }: PageQuery & { state: ThreadState },
): Promise<Page<ThreadCard>> {
  const { db, documentId } = grant;
  const rows = await db.prisma.commentThread.findMany({
    where: {
      documentId,
      id: beforeId(page),
      ...(state !== 'all' && { resolvedAt: state === 'open' ? null : { not: null } }),
    },
    orderBy: { id: 'desc' },
    take: page.limit + 1,
    select: THREAD,
  });
  const { items, next } = pageOf({ rows, limit: page.limit, cursorOf: ({ id }) => id });
  return { items: await cardsOf(grant, items), next };
}

/** One thread. @throws AppError `not_found` where the document has no such thread. */
export async function getThread(grant: Grant<'document.readComments'>, id: ThreadId): Promise<ThreadCard> {
  const where = { id, documentId: grant.documentId };
  const row = await grant.db.prisma.commentThread.findFirst({ where, select: THREAD });
  const [thread] = await cardsOf(grant, row ? [row] : []);
  if (!thread) throw notFound();
  return thread;
}

async function cardsOf(
  grant: Grant<'document.readComments'>,
  rows: ThreadRow[],
  { ofGone = true }: { ofGone?: boolean } = {},
): Promise<ThreadCard[]> {
  const comments = rows.flatMap((thread) => thread.comments);
  const named = await knownNames(grant, {
    rows: comments.flatMap(({ mentions }) => mentions),
    authorIds: new Set(comments.flatMap(({ personId }) => personId ?? [])),
  });
  const tasks = await tasksOf(grant, rows);
  const told = ofGone && grant.actor.kind !== 'guest' ? rows : rows.filter(tasks.isThere);
  return told.map(({ anchorFrom, anchorTo, resolvedBy, comments: said, ...thread }) => ({
    ...thread,
    quote: tasks.quote(thread),
    anchor: anchorFrom && anchorTo ? { from: base64(anchorFrom), to: base64(anchorTo) } : null,
    resolvedBy: resolvedBy?.displayName ?? null,
    comments: said.map((comment) => cardOf(comment, { actor: grant.actor, named })),
  }));
}

/**
 * What is told of threads about tasks: the title that a task has now, to guests, who were shown what is there, no former one; and whether it is
 * there, or was not derived yet.
 */
async function tasksOf(
  { actor, db, documentId }: Grant<'document.readComments'>,
  rows: readonly ThreadRow[],
) {
  const ids = rows.flatMap(({ taskId }) => taskId ?? []);
  const [items, derived] =
    ids.length === 0
      ? [[], null]
      : await Promise.all([
          db.prisma.taskItem.findMany({
            where: { documentId, blockId: { in: ids } },
            select: { blockId: true, text: true },
          }),
          db.prisma.documentProjection.findUnique({ where: { documentId }, select: { at: true } }),
        ]);
  const titles = new Map(items.map(({ blockId, text }) => [blockId, text]));
  const former = (quote: ThreadRow['quote']) => (actor.kind === 'guest' ? '' : quote);
  return {
    quote: ({ taskId, quote }: Pick<ThreadRow, 'taskId' | 'quote'>) =>
      taskId === null ? quote : (titles.get(taskId) ?? former(quote)),
    // A task that is not derived yet was not there when the document was.
    isThere: ({ taskId, createdAt }: ThreadRow) =>
      taskId === null || titles.has(taskId) || !derived || derived.at < createdAt,
  };
}

function cardOf(
  { personId, guestId, person, guest, pastAuthor, mentions, ...comment }: ThreadRow['comments'][number],
  { actor, named }: { actor: Actor; named: (row: MentionRow) => CommentMention },
): CommentCard {
  const by = { personId, guestId, person, guest: guest ?? pastAuthor };
  return { ...comment, ...saidBy(by, actor), mentions: mentions.map(named) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

import type { Actor } from '@plenum/domain/access/actor';
import type { ChatMessageCard, ChatNews, KnownMessages } from '@plenum/domain/chat/types';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { SAID_BY, saidBy } from '../documents/said-by.ts';
import type { Prisma } from '../generated/client.ts';
import { beforeId, pageOf } from '../page.ts';
import { kept } from './keeping.ts';

/** What is read of a message. */
export const MESSAGE = {
  id: true,
  body: true,
  createdAt: true,
  ...SAID_BY,
} as const satisfies Prisma.ChatMessageSelect;

type MessageRow = Prisma.ChatMessageGetPayload<{ select: typeof MESSAGE }>;

/** Messages that are told at once to whoever knows the others. */
const MOST_NEWS = 50;

/** What was said in a document's chat, the newest first, a page at a time. */
export async function listChat(
  grant: Grant<'document.readChat'>,
  page: PageQuery,
): Promise<Page<ChatMessageCard>> {
  const { actor, db, documentId } = grant;
  const rows = await db.prisma.chatMessage.findMany({
    where: { documentId, id: beforeId(page), ...(await kept(grant)) },
    orderBy: { id: 'desc' },
    take: page.limit + 1,
    select: MESSAGE,
  });
  const { items, next } = pageOf({ rows, limit: page.limit, cursorOf: ({ id }) => id });
  return { items: items.map((row) => messageCard(row, actor)), next };
}

/** What has been said since, and how much there still is of what is known already. */
export async function findChatNews(
  grant: Grant<'document.readChat'>,
  { first, last }: KnownMessages,
): Promise<ChatNews> {
  const { actor, db, documentId } = grant;
  const where = { documentId, ...(await kept(grant)) };
  const [rows, known] = await Promise.all([
    db.prisma.chatMessage.findMany({
      where: { ...where, id: { gt: last } },
      orderBy: { id: 'asc' },
      take: MOST_NEWS + 1,
      select: MESSAGE,
    }),
    db.prisma.chatMessage.count({ where: { ...where, id: { gte: first, lte: last } } }),
  ]);
  const messages = rows.slice(0, MOST_NEWS).map((row) => messageCard(row, actor));
  return { messages, isMore: rows.length > MOST_NEWS, known };
}

/** A message as the one who asks sees it. */
export function messageCard(
  { personId, guestId, person, guest, ...message }: MessageRow,
  asker: Actor,
): ChatMessageCard {
  return { ...message, ...saidBy({ personId, guestId, person, guest }, asker) };
}

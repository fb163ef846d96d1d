import type { Actor } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { ChatMessageId, DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { type AuthorColumns, authorColumns } from '../documents/said-by.ts';
import { MOST_MESSAGES } from './keeping.ts';
import { messageIdAfter } from './message-id.ts';
import { MESSAGE, messageCard } from './reads.ts';

/** For what must not happen twice at once in a chat. */
const LOCK = 720_007;

/** Says something in a document's chat, of which the oldest goes where it is full. Ids grow in the order in which all see what was said. */
export async function say(
  { actor, db, documentId }: Grant<'document.chat'>,
  body: string,
): Promise<ChatMessageCard> {
  const author = authorIn(actor);
  const row = await db.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::int, hashtext(${documentId}))`;
    const newest = { where: { documentId }, orderBy: { id: 'desc' }, select: { id: true } } as const;
    const previous = await tx.chatMessage.findFirst(newest);
    const id = messageIdAfter(previous?.id ?? null);
    const data = { id, documentId, ...author, body, createdAt: new Date() };
    const said = await tx.chatMessage.create({ data, select: MESSAGE });
    const tooOld = await tx.chatMessage.findFirst({ ...newest, skip: MOST_MESSAGES });
    if (tooOld) await tx.chatMessage.deleteMany({ where: { documentId, id: { lte: tooOld.id } } });
    return said;
  });
  await tell(db, documentId);
  return messageCard(row, actor);
}

/**
 * Deletes a message: one's own, or as an editor anybody's.
 * @throws AppError `not_found` where there is no such message, or it is somebody else's.
 */
export async function deleteMessage(
  { actor, db, documentId, role }: Grant<'document.chat'>,
  id: ChatMessageId,
): Promise<void> {
  const where = { id, documentId, ...(!hasRole(role, 'editor') && authorIn(actor)) };
  const { count } = await db.prisma.chatMessage.deleteMany({ where });
  if (count === 0) throw notFound();
  await tell(db, documentId);
}

async function tell(db: Database, documentId: DocumentId): Promise<void> {
  await db.bus.publish({ type: 'chatted', documentId });
}

/** The columns that say whose a message is. @throws AppError `forbidden` for who is nobody in particular. */
function authorIn(actor: Actor): AuthorColumns {
  const columns = authorColumns(actor);
  if (columns) return columns;
  throw new AppError('forbidden', 'Your browser keeps no cookie for this link. Allow cookies to chat.');
}

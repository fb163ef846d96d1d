'use server';

import type { Grant } from '@plenum/database/access/grant';
import { findChatNews, listChat } from '@plenum/database/chat/reads';
import { deleteMessage as remove, say } from '@plenum/database/chat/writes';
import { chatMessageSchema } from '@plenum/domain/chat/schema';
import type { ChatMessageCard, ChatNews, KnownMessages } from '@plenum/domain/chat/types';
import { idSchema } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { countComment } from '#lib/comment-pace.ts';
import { formAction } from '#lib/form-action.ts';
import { documentChatPath } from '#lib/paths.ts';
import { grantBy } from '#lib/session.ts';

/** Messages that are read at once. */
const PAGE = 50;

/** A document, and for a guest the link by which they came. */
const byDocument = z.object({ documentId: idSchema, token: z.string().max(100).optional() });

/** The same, from beside the text or from the page with the chat alone. */
const byPlace = byDocument.extend({ isPage: z.literal('true').optional() });

const knownSchema = z.object({ first: idSchema, last: idSchema });

/** A grant to chat, which is counted: there is a pace at which one may. */
async function toChat(place: z.infer<typeof byDocument>): Promise<Grant<'document.chat'>> {
  const grant = await grantBy('document.chat', place);
  await countComment(grant);
  return grant;
}

/** The newest messages of the chat beside a document that somebody has open, or those before them; the newest first. */
export async function loadChat(
  documentId: string,
  token?: string,
  cursor?: string,
): Promise<Page<ChatMessageCard>> {
  const grant = await grantBy('document.readChat', byDocument.parse({ documentId, token }));
  return listChat(grant, { limit: PAGE, cursor: z.string().max(200).optional().parse(cursor) });
}

/** What has been said since in the chat beside a document that somebody has open. */
export async function loadChatNews(
  documentId: string,
  token: string | undefined,
  known: KnownMessages,
): Promise<ChatNews> {
  const grant = await grantBy('document.readChat', byDocument.parse({ documentId, token }));
  return findChatNews(grant, knownSchema.parse(known));
}

/** Has the page with the chat shown anew, the member's or the guest's; beside the text nothing is drawn anew. */
function refreshPage({ documentId, token, isPage }: z.infer<typeof byPlace>): void {
  if (!isPage) return;
  if (token) revalidatePath('/s/[token]/chat', 'page');
  else revalidatePath(documentChatPath(documentId));
}

/** Says something. */
export const sendMessage = formAction({
  schema: byPlace.extend({ body: chatMessageSchema }),
  async act({ body, ...place }): Promise<ChatMessageCard> {
    const said = await say(await toChat(place), body);
    refreshPage(place);
    return said;
  },
});

/** Deletes a message. */
export const deleteMessage = formAction({
  schema: byPlace.extend({ messageId: idSchema }),
  async act({ messageId, ...place }): Promise<undefined> {
    await remove(await toChat(place), messageId);
    refreshPage(place);
  },
});

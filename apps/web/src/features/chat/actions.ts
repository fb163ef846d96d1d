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

/** Has the page with the chat shown anew, the member's or the guest's. */
function refreshPage({ documentId, token }: z.infer<typeof byDocument>): void {
  if (token) revalidatePath('/s/[token]/chat', 'page');
  else revalidatePath(documentChatPath(documentId));
}

/** Says something. */
export const sendMessage = formAction({
  schema: byDocument.extend({ body: chatMessageSchema }),
  async act({ documentId, token, body }): Promise<ChatMessageCard> {
    const said = await say(await toChat({ documentId, token }), body);
    refreshPage({ documentId, token });
    return said;
  },
});

/** Deletes a message. */
export const deleteMessage = formAction({
  schema: byDocument.extend({ messageId: idSchema }),
  async act({ documentId, token, messageId }): Promise<undefined> {
    await remove(await toChat({ documentId, token }), messageId);
    refreshPage({ documentId, token });
  },
});

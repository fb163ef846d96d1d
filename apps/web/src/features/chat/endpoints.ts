import { authorize } from '@plenum/database/access/authorize';
import { listChat } from '@plenum/database/chat/reads';
import { deleteMessage as remove, say } from '@plenum/database/chat/writes';
import type { Actor } from '@plenum/domain/access/actor';
import { chatMessageSchema } from '@plenum/domain/chat/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { countComment } from '#lib/comment-pace.ts';
import { database } from '#lib/database.ts';

const messageSchema = z.object({
  id: idSchema,
  author: z.object({ kind: z.enum(['person', 'guest', 'system']), name: z.string().nullable() }),
  isOwn: z.boolean(),
  body: z.string(),
  createdAt: z.iso.datetime(),
});

const byId = z.object({ id: idSchema });

async function toChat(actor: Actor, on: string) {
  const grant = await authorize(database(), { actor, action: 'document.chat', on });
  await countComment(grant);
  return grant;
}

/** GET /documents/{id}/chat */
export const getChat = endpoint({
  method: 'GET',
  path: '/documents/{id}/chat',
  summary: 'What was said in the chat beside a document, as far as its workspace keeps it, the newest first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(messageSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.readChat', on: params.id });
    const { items, next } = await listChat(grant, query);
    const messages = items.map(({ author: { kind, name }, createdAt, ...message }) => ({
      ...message,
      author: { kind, name },
      createdAt: createdAt.toISOString(),
    }));
    return json({ items: messages, next });
  },
});

/** POST /documents/{id}/chat */
export const postChatMessage = endpoint({
  method: 'POST',
  path: '/documents/{id}/chat',
  summary: 'Say something in the chat beside a document',
  params: byId,
  query: z.object({}),
  body: z.object({ body: chatMessageSchema }),
  answer: z.object({ id: idSchema }),
  async handle({ actor, params, body: { body } }) {
    const { id } = await say(await toChat(actor, params.id), body);
    return json({ id }, { status: 201 });
  },
});

/** DELETE /documents/{id}/chat/{messageId} */
export const deleteChatMessage = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/chat/{messageId}',
  summary: 'Delete a message of your own in the chat, or as an editor anybody’s',
  params: byId.extend({ messageId: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id, messageId } }) {
    await remove(await toChat(actor, id), messageId);
    return noContent();
  },
});

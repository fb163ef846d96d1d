import { authorize } from '@plenum/database/access/authorize';
import {
  reply as answer,
  editComment as edit,
  deleteComment as remove,
  settleThread,
  startThread,
} from '@plenum/database/comments/comments';
import { getThread, listThreadPage } from '@plenum/database/comments/reads';
import { getDocumentState } from '@plenum/database/documents/reads';
import type { Actor } from '@plenum/domain/access/actor';
import { textOf } from '@plenum/domain/comments/mentions';
import {
  commentBodySchema,
  type NewThread,
  quotedThreadSchema,
  threadStateSchema,
} from '@plenum/domain/comments/schema';
import { MAX_QUOTE, type ThreadCard } from '@plenum/domain/comments/types';
import { AppError } from '@plenum/domain/errors';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { placeOfQuote } from '@plenum/editor/yjs/place-of-quote';
import { listTasks } from '@plenum/exchange/tasks';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { countComment } from '#lib/comment-pace.ts';
import { database } from '#lib/database.ts';

const commentSchema = z.object({
  id: idSchema,
  author: z.object({ kind: z.enum(['person', 'guest', 'system']), name: z.string().nullable() }),
  isOwn: z.boolean(),
  /** Whoever is named in it stands there by their user name, where the one who asks may know it. */
  body: z.string(),
  mentions: z.array(z.object({ personId: idSchema, username: z.string(), name: z.string() })),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});

const threadSchema = z.object({
  id: idSchema,
  /** Two Yjs relative positions in base64; null where it is about a task or the whole document. */
  anchor: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** The task of a list that it is about, which may be gone; null for none. */
  taskId: idSchema.nullable(),
  quote: z.string(),
  /** What is suggested for the quote, empty for nothing; null where nothing is suggested. */
  replacement: z.string().nullable(),
  createdAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
  comments: z.array(commentSchema),
});

const byId = z.object({ id: idSchema });
const byThread = byId.extend({ threadId: idSchema });
const byComment = byId.extend({ commentId: idSchema });
const madeSchema = z.object({ id: idSchema });

function toRead(actor: Actor, on: string) {
  return authorize(database(), { actor, action: 'document.readComments', on });
}

async function toComment(actor: Actor, on: string) {
  const grant = await authorize(database(), { actor, action: 'document.comment', on });
  await countComment(grant);
  return grant;
}

/** GET /documents/{id}/threads */
export const getThreads = endpoint({
  method: 'GET',
  path: '/documents/{id}/threads',
  summary: 'The threads of comments of a document, those that were begun last first',
  params: byId,
  query: pageQuerySchema.extend({ state: threadStateSchema.default('all') }),
  body: NO_BODY,
  answer: pageSchema(threadSchema),
  async handle({ actor, params, query }) {
    const { items, next } = await listThreadPage(await toRead(actor, params.id), query);
    return json({ items: items.map(outside), next });
  },
});

/** GET /documents/{id}/threads/{threadId} */
export const getOneThread = endpoint({
  method: 'GET',
  path: '/documents/{id}/threads/{threadId}',
  summary: 'A thread of comments',
  params: byThread,
  query: z.object({}),
  body: NO_BODY,
  answer: threadSchema,
  async handle({ actor, params }) {
    return json(outside(await getThread(await toRead(actor, params.id), params.threadId)));
  },
});

/** POST /documents/{id}/threads */
export const postThread = endpoint({
  method: 'POST',
  path: '/documents/{id}/threads',
  summary:
    'Begin a thread about words that stand once in the document or in one of its blocks, about a block, about a task of a list, or without these about the whole document; a `replacement` for the words is a suggestion, and @username names somebody',
  params: byId,
  query: z.object({}),
  body: quotedThreadSchema,
  answer: madeSchema,
  async handle({ actor, params, body: { quote, blockId, taskId, ...thread } }) {
    const grant = await toComment(actor, params.id);
    const place =
      taskId === undefined
        ? await placeIn(actor, params.id, { quote, blockId })
        : { taskId, quote: await titleIn(actor, params.id, taskId) };
    return json({ id: await startThread(grant, { ...thread, ...place }) }, { status: 201 });
  },
});

/** PATCH /documents/{id}/threads/{threadId} */
export const patchThread = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/threads/{threadId}',
  summary: 'Resolve a thread, or open it again',
  params: byThread,
  query: z.object({}),
  body: z.object({ isResolved: z.boolean() }),
  answer: null,
  async handle({ actor, params: { id, threadId }, body }) {
    await settleThread(await toComment(actor, id), { threadId, ...body });
    return noContent();
  },
});

/** POST /documents/{id}/threads/{threadId}/comments */
export const postComment = endpoint({
  method: 'POST',
  path: '/documents/{id}/threads/{threadId}/comments',
  summary: 'Say something more in a thread, which opens it again',
  params: byThread,
  query: z.object({}),
  body: z.object({ body: commentBodySchema }),
  answer: madeSchema,
  async handle({ actor, params: { id, threadId }, body }) {
    const made = await answer(await toComment(actor, id), { threadId, ...body });
    return json({ id: made }, { status: 201 });
  },
});

/** PATCH /documents/{id}/comments/{commentId} */
export const patchComment = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/comments/{commentId}',
  summary: 'Say something else than before in a comment of your own',
  params: byComment,
  query: z.object({}),
  body: z.object({ body: commentBodySchema }),
  answer: null,
  async handle({ actor, params: { id, commentId }, body }) {
    await edit(await toComment(actor, id), { commentId, ...body });
    return noContent();
  },
});

/** DELETE /documents/{id}/comments/{commentId} */
export const deleteComment = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/comments/{commentId}',
  summary: 'Delete a comment of your own, or as an editor anybody’s; a thread goes with its last comment',
  params: byComment,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id, commentId } }) {
    await remove(await toComment(actor, id), commentId);
    return noContent();
  },
});

/** Where some words stand in the document as it is committed now. @throws AppError `invalid_input` where that is nowhere, or not clear. */
async function placeIn(
  actor: Actor,
  on: string,
  { quote, blockId }: { quote: string | undefined; blockId: string | undefined },
): Promise<Pick<NewThread, 'from' | 'to' | 'quote'>> {
  if (quote === undefined && blockId === undefined) return { quote: '' };
  const read = await authorize(database(), { actor, action: 'document.read', on });
  const { update } = await getDocumentState(read);
  const place = placeOfQuote(update, { quote, blockId, most: MAX_QUOTE });
  if (place === 'none') throw noPlace(quote, 'These words do not stand in one block of the document.');
  if (place === 'several') {
    throw noPlace(
      quote,
      'These words stand there more than once. Quote more of them, or say in which block.',
    );
  }
  const { from, to } = place;
  return { from: base64(from), to: base64(to), quote: place.quote };
}

/** What a task of the list is called. @throws AppError `invalid_input` where it is not there. */
async function titleIn(actor: Actor, on: string, taskId: string): Promise<string> {
  const read = await authorize(database(), { actor, action: 'document.read', on });
  const task = (await listTasks(read)).tasks.find(({ id }) => id === taskId);
  if (task) return task.title.slice(0, MAX_QUOTE);
  const message = 'This list has no task with this id.';
  throw new AppError('invalid_input', message, { fields: { taskId: message } });
}

function noPlace(quote: string | undefined, message: string): AppError {
  return new AppError('invalid_input', message, {
    fields: { [quote === undefined ? 'blockId' : 'quote']: message },
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function outside({ comments, createdAt, resolvedAt, ...thread }: ThreadCard) {
  return {
    ...thread,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    comments: comments.map((comment) => ({
      id: comment.id,
      author: { kind: comment.author.kind, name: comment.author.name },
      isOwn: comment.isOwn,
      body: textOf(comment, (person) => person?.username ?? ''),
      mentions: comment.mentions.flatMap(({ person }) =>
        person ? { personId: person.id, username: person.username, name: person.name } : [],
      ),
      createdAt: comment.createdAt.toISOString(),
      editedAt: comment.editedAt?.toISOString() ?? null,
    })),
  };
}

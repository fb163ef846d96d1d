import { authorize } from '@plenum/database/access/authorize';
import { listInbox, markRead } from '@plenum/database/inbox/entries';
import { getWatching, listWatched, setWatching } from '@plenum/database/inbox/watching';
import { personOf } from '@plenum/domain/access/actor';
import { documentKindSchema, MOST_AT_ONCE } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { NOTICE_KINDS, WATCHING } from '@plenum/domain/inbox/kinds';
import { inboxFilterSchema } from '@plenum/domain/inbox/schema';
import { pageQuerySchema } from '@plenum/domain/page';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';

/** GET /me/inbox */
export const getInbox = endpoint({
  method: 'GET',
  path: '/me/inbox',
  summary:
    'What you are to learn of documents, the latest first: that one you watch has changed, that you are named in a text (`mentioned`) or a comment (`addressed`), that somebody said something, that you are to look through one, that you have got a task (`assigned`) or one that you have is due (`due`), so many minutes before as its `reminder` says. `change` has the rows of the log to compare, where you may see the history',
  params: z.object({}),
  query: pageQuerySchema.extend(inboxFilterSchema.shape),
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      id: idSchema,
      kind: z.enum(NOTICE_KINDS),
      documentId: idSchema,
      documentKind: documentKindSchema,
      title: z.string(),
      icon: z.string().nullable(),
      workspaceId: idSchema,
      workspace: z.string(),
      task: z.object({ id: z.string(), title: z.string() }).nullable(),
      reminder: z.number().int().nullable(),
      at: z.iso.datetime(),
      isUnread: z.boolean(),
      change: z.object({ since: z.number().int(), last: z.number().int() }).nullable(),
    }),
  ),
  async handle({ actor, query }) {
    const on = personOf(actor) ?? '';
    const { items, next } = await listInbox(
      await authorize(database(), { actor, action: 'account.read', on }),
      query,
    );
    return json({ items: items.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })), next });
  },
});

/** POST /me/inbox/read */
export const postInboxRead = endpoint({
  method: 'POST',
  path: '/me/inbox/read',
  summary: 'Take entries of your inbox as seen: those that are named, or all of them',
  params: z.object({}),
  query: z.object({}),
  body: z.object({ ids: z.array(idSchema).max(MOST_AT_ONCE).optional() }),
  answer: null,
  async handle({ actor, body }) {
    const on = personOf(actor) ?? '';
    await markRead(await authorize(database(), { actor, action: 'account.organise', on }), body);
    return noContent();
  },
});

/** GET /me/watched */
export const getWatched = endpoint({
  method: 'GET',
  path: '/me/watched',
  summary: 'The documents that you watch, by title: alone, or as a `branch` with all that lies below them',
  params: z.object({}),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      id: idSchema,
      workspaceId: idSchema,
      kind: documentKindSchema,
      title: z.string(),
      icon: z.string().nullable(),
      watching: z.enum(WATCHING),
    }),
  ),
  async handle({ actor, query }) {
    const on = personOf(actor) ?? '';
    return json(await listWatched(await authorize(database(), { actor, action: 'account.read', on }), query));
  },
});

const watchingSchema = z.object({ watching: z.enum(WATCHING) });
const watchStateSchema = watchingSchema.extend({ isBelowWatched: z.boolean() });

/** GET /documents/{id}/watching */
export const getOneWatching = endpoint({
  method: 'GET',
  path: '/documents/{id}/watching',
  summary:
    'Whether you watch a document, and whether you hear of it as of what lies below one that you watch',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: watchStateSchema,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    return json(await getWatching(grant));
  },
});

/** PUT /documents/{id}/watching */
export const putWatching = endpoint({
  method: 'PUT',
  path: '/documents/{id}/watching',
  summary: 'Watch a document, or as a `branch` with it all that lies below, or `nothing` of it any more',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: watchingSchema,
  answer: watchStateSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    await setWatching(grant, body.watching);
    return json(await getWatching(grant));
  },
});

import { authorize } from '@plenum/database/access/authorize';
import { forgetAuthor, forgetOwnName, getAuthorship } from '@plenum/database/documents/authorship';
import { listChanges } from '@plenum/database/documents/changes';
import { forgetVersion, listSessions, listVersions, nameVersion } from '@plenum/database/documents/history';
import { getDocumentSeq } from '@plenum/database/documents/reads';
import { type Actor, personOf } from '@plenum/domain/access/actor';
import {
  authorKeySchema,
  changeFilterSchema,
  documentKindSchema,
  seqSchema,
  versionNameSchema,
} from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { returnToPast } from '@plenum/exchange/return-to-past';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { contributorsTo } from '#lib/contributors.ts';
import { database } from '#lib/database.ts';

const byId = z.object({ id: idSchema });

const versionSchema = z.object({
  id: idSchema,
  seq: z.number().int(),
  name: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const pastAuthorSchema = z.object({
  kind: z.enum(['person', 'guest', 'system']),
  name: z.string().nullable(),
});

function toHistory(actor: Actor, on: string) {
  return authorize(database(), { actor, action: 'document.history', on });
}

/** GET /documents/{id}/history */
export const getHistory = endpoint({
  method: 'GET',
  path: '/documents/{id}/history',
  summary:
    'When a document was written in and by whom, the latest first; `before` goes on from `next`, `author` is the key of a contributor whose edits alone are asked for',
  params: byId,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    before: seqSchema.optional(),
    author: authorKeySchema.optional(),
  }),
  body: NO_BODY,
  answer: z.object({
    items: z.array(
      z.object({
        first: z.number().int(),
        last: z.number().int(),
        from: z.iso.datetime(),
        to: z.iso.datetime(),
        authors: z.array(pastAuthorSchema),
      }),
    ),
    next: z.number().int().nullable(),
  }),
  async handle({ actor, params, query }) {
    const { items, next } = await listSessions(await toHistory(actor, params.id), query);
    const outside = items.map(({ from, to, authors, ...session }) => ({
      ...session,
      from: from.toISOString(),
      to: to.toISOString(),
      authors: authors.map(({ kind, name }) => ({ kind, name })),
    }));
    return json({ items: outside, next });
  },
});

/** GET /workspaces/{id}/changes */
export const getChanges = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/changes',
  summary:
    'Which documents of a workspace were written in, by halves of an hour, the latest first: those of one kind, of a page and what lies `below` it, of one `author` by their key. `edits` is null where you may not see the history; a page may be short and not the last',
  params: byId,
  query: pageQuerySchema.extend(changeFilterSchema.shape),
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      id: idSchema,
      title: z.string(),
      icon: z.string().nullable(),
      kind: documentKindSchema,
      at: z.iso.datetime(),
      edits: z
        .object({
          first: z.number().int(),
          last: z.number().int(),
          authors: z.array(pastAuthorSchema.extend({ key: z.string() })),
        })
        .nullable(),
    }),
  ),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const { items, next } = await listChanges(grant, query);
    const outside = items.map(({ at, edits, ...change }) => ({
      ...change,
      at: at.toISOString(),
      edits: edits && {
        ...edits,
        authors: edits.authors.map(({ key, kind, name }) => ({ key, kind, name })),
      },
    }));
    return json({ items: outside, next });
  },
});

/** POST /documents/{id}/history */
export const postReturn = endpoint({
  method: 'POST',
  path: '/documents/{id}/history',
  summary: 'Make a document what it was after a row of its log, by one more edit',
  params: byId,
  query: z.object({}),
  body: z.object({ returnTo: seqSchema }),
  answer: null,
  async handle({ actor, params, body }) {
    await returnToPast(await toHistory(actor, params.id), body.returnTo);
    return noContent();
  },
});

/** GET /documents/{id}/versions */
export const getVersions = endpoint({
  method: 'GET',
  path: '/documents/{id}/versions',
  summary: 'The named versions of a document, the latest first, at most 200',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({ items: z.array(versionSchema) }),
  async handle({ actor, params }) {
    const versions = await listVersions(await toHistory(actor, params.id));
    const items = versions.map(({ createdAt, ...version }) => ({
      ...version,
      createdAt: createdAt.toISOString(),
    }));
    return json({ items });
  },
});

/** POST /documents/{id}/versions */
export const postVersion = endpoint({
  method: 'POST',
  path: '/documents/{id}/versions',
  summary: 'Give a document as it is now, or as it was after a row of its log, a name',
  params: byId,
  query: z.object({}),
  body: z.object({ name: versionNameSchema, seq: seqSchema.optional() }),
  answer: z.object({ id: idSchema, seq: z.number().int() }),
  async handle({ actor, params, body }) {
    const grant = await toHistory(actor, params.id);
    const read = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const seq = body.seq ?? (await getDocumentSeq(read));
    const id = await nameVersion(grant, { name: body.name, seq });
    return json({ id, seq }, { status: 201 });
  },
});

/** DELETE /documents/{id}/versions/{versionId} */
export const deleteVersion = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/versions/{versionId}',
  summary: 'Take the name from a version; its text stays in the history',
  params: byId.extend({ versionId: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await forgetVersion(await toHistory(actor, params.id), params.versionId);
    return noContent();
  },
});

/** GET /documents/{id}/authorship */
export const getWritten = endpoint({
  method: 'GET',
  path: '/documents/{id}/authorship',
  summary:
    'Who wrote what of a document: for each client of its Yjs document the stretches of clocks, each up to a clock, by an author (an index), in a minute since 1970',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    seq: z.number().int(),
    authors: z.array(pastAuthorSchema.extend({ key: z.string(), colour: z.number().int().nullable() })),
    clients: z.array(z.tuple([z.number(), z.array(z.tuple([z.number(), z.number(), z.number()]))])),
  }),
  async handle({ actor, params }) {
    return json(await getAuthorship(await toHistory(actor, params.id)));
  },
});

/** GET /documents/{id}/contributors */
export const getContributors = endpoint({
  method: 'GET',
  path: '/documents/{id}/contributors',
  summary: 'Who wrote how much of a document’s present text, in UTF-16 units, the most first',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    items: z.array(pastAuthorSchema.extend({ key: z.string(), length: z.number().int() })),
  }),
  async handle({ actor, params }) {
    const contributors = await contributorsTo(await toHistory(actor, params.id));
    return json({ items: contributors.map(({ key, kind, name, length }) => ({ key, kind, name, length })) });
  },
});

/** DELETE /documents/{id}/contributors/{kind}/{authorId} */
export const deleteContributor = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/contributors/{kind}/{authorId}',
  summary:
    'Take an author’s name off all that they wrote in a document, for good: your own, or as an admin anybody’s',
  params: byId.extend({ kind: z.enum(['person', 'guest']), authorId: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id, kind, authorId } }) {
    const own = await toHistory(actor, id);
    if (kind === 'person' && authorId === personOf(actor)) await forgetOwnName(own);
    else {
      const restrict = await authorize(database(), { actor, action: 'document.restrict', on: id });
      await forgetAuthor(restrict, `${kind} ${authorId}`);
    }
    return noContent();
  },
});

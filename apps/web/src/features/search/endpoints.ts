import { authorize } from '@plenum/database/access/authorize';
import { search } from '@plenum/database/search/find';
import { personOf } from '@plenum/domain/access/actor';
import { idSchema } from '@plenum/domain/ids';
import { parseQuery, QUERY_LIMITS } from '@plenum/domain/search/query';
import { searchKindSchema, searchPageSchema } from '@plenum/domain/search/schema';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { foundPath } from '#lib/paths.ts';
import { inSearchSlot } from '#lib/search-slots.ts';

const hitSchema = z.object({
  kind: searchKindSchema,
  documentId: idSchema,
  workspaceId: idSchema,
  /** Of the document. */
  title: z.string(),
  /** The block, comment or attachment that was found; null for a document. */
  partId: z.string().nullable(),
  /** The text around the first match, and the same in parts with what matches. */
  snippet: z.string(),
  parts: z.array(z.object({ text: z.string(), isMatch: z.boolean() })),
  updatedAt: z.iso.datetime(),
  /** The place itself. */
  url: z.string(),
});

/** GET /search */
export const getSearch = endpoint({
  method: 'GET',
  path: '/search',
  summary:
    'Documents, and tasks, decisions, comments and attachments of theirs, that the caller may read and that have all words of q, the best first: words, "phrases", -word, title:word, in:place, by:name, tag:name. In one workspace, or in all that the caller is in',
  params: z.object({}),
  query: searchPageSchema.extend({
    q: z.string().max(QUERY_LIMITS.length),
    workspaceId: idSchema.optional(),
    kind: searchKindSchema.optional(),
  }),
  body: NO_BODY,
  answer: pageSchema(hitSchema).extend({
    /** Nothing has just these words; what was found is called nearly so. */
    isSimilar: z.boolean(),
  }),
  async handle({ actor, query: { q, workspaceId, ...page } }) {
    const db = database();
    const grant =
      workspaceId === undefined
        ? await authorize(db, { actor, action: 'workspace.list', on: personOf(actor) ?? '' })
        : await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
    const { items, ...rest } = await inSearchSlot(actor, () =>
      search(grant, { ...page, query: parseQuery(q) }),
    );
    return json({
      ...rest,
      items: items.map((hit) => {
        const { blockId: _, snippet: parts, updatedAt, ...found } = hit;
        return {
          ...found,
          snippet: parts.map(({ text }) => text).join(''),
          parts,
          updatedAt: updatedAt.toISOString(),
          url: new URL(foundPath(hit), db.publicUrl).href,
        };
      }),
    });
  },
});

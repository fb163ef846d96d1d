import { authorize } from '@plenum/database/access/authorize';
import { archiveDocument, listArchive, unarchiveDocument } from '@plenum/database/documents/archive';
import { describeMerge } from '@plenum/database/documents/merge-facts';
import { mergeSchema } from '@plenum/domain/documents/merging';
import { documentKindSchema } from '@plenum/domain/documents/schema';
import { SPLIT_LIMITS, type SplitBy, splitSchema } from '@plenum/domain/documents/splitting';
import { idSchema } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { pageQuerySchema } from '@plenum/domain/page';
import { mergeDocuments } from '@plenum/exchange/merge-documents';
import { previewSplit, splitDocument } from '@plenum/exchange/split-document';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { documentJson, documentSchema } from '#lib/api/document-schema.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { inSearchSlot } from '#lib/search-slots.ts';

const byId = z.object({ id: idSchema });
/** The title of a page whose heading says nothing. */
const UNTITLED = 'Untitled page';

/** Of which one is needed. */
const sectionsSchema = z.object({
  level: z.coerce.number<unknown>().int().min(1).max(SPLIT_LIMITS.levels).optional(),
  blockId: z.string().min(1).max(100).optional(),
});

function wanted({ level, blockId }: z.infer<typeof sectionsSchema>): SplitBy {
  return parseInput(splitSchema, blockId === undefined ? { level } : { blockId });
}

/** GET /documents/{id}/split */
export const getSplit = endpoint({
  method: 'GET',
  path: '/documents/{id}/split',
  summary:
    'What would become of a document whose sections below headings of a `level`, or below the heading with a `blockId`, became pages: their titles and what is in each, and how many other documents lead to blocks that would be elsewhere',
  params: byId,
  query: sectionsSchema,
  body: NO_BODY,
  answer: z.object({
    pages: z.array(
      z.object({
        title: z.string(),
        text: z.string(),
        threads: z.number().int(),
        files: z.number().int(),
        tasks: z.number().int(),
        decisions: z.number().int(),
      }),
    ),
    linksInto: z.number().int(),
  }),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    return json(
      await inSearchSlot(actor, () => previewSplit(grant, { by: wanted(query), untitled: UNTITLED })),
    );
  },
});

/** POST /documents/{id}/split */
export const postSplit = endpoint({
  method: 'POST',
  path: '/documents/{id}/split',
  summary:
    'Make pages of the sections below headings of a `level`, or of the one below the heading with a `blockId`: below the document, with its access, and a link to each in its place',
  params: byId,
  query: z.object({}),
  body: sectionsSchema,
  answer: z.object({ items: z.array(documentSchema) }),
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    const options = { by: wanted(body), untitled: UNTITLED };
    const made = await inSearchSlot(actor, () => splitDocument(grant, options));
    return json({ items: made.map(documentJson) });
  },
});

/** GET /documents/{id}/merge/{into} */
export const getMerge = endpoint({
  method: 'GET',
  path: '/documents/{id}/merge/{into}',
  summary: 'What would become of a document whose text went into another one, `into`',
  params: byId.extend({ into: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    hasOtherRules: z.boolean(),
    linksThere: z.number().int(),
    linksHere: z.number().int(),
    threads: z.number().int(),
    files: z.number().int(),
    children: z.number().int(),
    childrenGo: z.enum(['along', 'up']),
    isPublicThere: z.boolean(),
    hasChat: z.boolean(),
  }),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.organise', on: params.id });
    const into = await authorize(database(), { actor, action: 'document.write', on: params.into });
    return json(await describeMerge(grant, into));
  },
});

/** POST /documents/{id}/merge */
export const postMerge = endpoint({
  method: 'POST',
  path: '/documents/{id}/merge',
  summary:
    'Put a document’s text behind that of another one, `into`, with its comments, attachments and what lies below it; it goes into the archive and leads there. Where other people can read that, `mayChangeReaders` says that you know',
  params: byId,
  query: z.object({}),
  body: mergeSchema,
  answer: null,
  async handle({ actor, params, body: { into, mayChangeReaders } }) {
    const grant = await authorize(database(), { actor, action: 'document.organise', on: params.id });
    const target = await authorize(database(), { actor, action: 'document.write', on: into });
    await inSearchSlot(actor, () => mergeDocuments(grant, target, { mayChangeReaders }));
    return noContent();
  },
});

/** GET /workspaces/{id}/archive */
export const getArchive = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/archive',
  summary: 'The documents in a workspace’s archive as far as you may read them, the last put there first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(
    z.object({
      id: idSchema,
      kind: documentKindSchema,
      title: z.string(),
      icon: z.string().nullable(),
      archivedAt: z.iso.datetime(),
    }),
  ),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const { items, next } = await listArchive(grant, query);
    return json({
      items: items.map(({ archivedAt, isMerged: _, ...item }) => ({
        ...item,
        archivedAt: archivedAt.toISOString(),
      })),
      next,
    });
  },
});

/** POST /documents/{id}/archive */
export const postArchive = endpoint({
  method: 'POST',
  path: '/documents/{id}/archive',
  summary:
    'Put a document into the archive, with the pages below it that have the same access: it is read, and nobody changes it',
  params: byId,
  query: z.object({}),
  body: z.object({}),
  answer: null,
  async handle({ actor, params }) {
    await archiveDocument(await authorize(database(), { actor, action: 'document.archive', on: params.id }));
    return noContent();
  },
});

/** DELETE /documents/{id}/archive */
export const deleteArchive = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/archive',
  summary: 'Take a document out of the archive: it is where it was',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await unarchiveDocument(
      await authorize(database(), { actor, action: 'document.archive', on: params.id }),
    );
    return noContent();
  },
});

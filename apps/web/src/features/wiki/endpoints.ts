import { authorize } from '@plenum/database/access/authorize';
import { getProperties, listByProperties, setProperties } from '@plenum/database/documents/properties';
import { listTags } from '@plenum/database/documents/tags';
import { listBacklinks, reportLinks } from '@plenum/database/wiki/links';
import { listLinked, listNamed, listWanted } from '@plenum/database/wiki/names';
import { listAncestors, listBelow, listTop } from '@plenum/database/wiki/reads';
import { getStartPage, setStartPage } from '@plenum/database/wiki/start-page';
import {
  documentKindSchema,
  documentPropertiesSchema,
  propertyFilterSchema,
} from '@plenum/domain/documents/schema';
import { DOCUMENT_STATUSES } from '@plenum/domain/documents/statuses';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { linkReportSchema, pageNameSchema, startPageSchema } from '@plenum/domain/wiki/schema';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { askedShownSchema } from '#lib/shown/asked-shown.ts';
import { shownAnswer, shownNow } from '#lib/shown/shown-now.ts';

const ancestorSchema = z.object({ id: idSchema, title: z.string(), icon: z.string().nullable() });

/** GET /workspaces/{id}/pages */
export const getPages = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/pages',
  summary:
    'The wiki pages at the top of a workspace’s tree, in their order, or those below one: of what you may not read what lies below is at the top, after the others',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema.extend({ parentId: idSchema.optional() }),
  body: NO_BODY,
  answer: pageSchema(
    ancestorSchema.extend({
      parentId: idSchema.nullable(),
      isElsewhere: z.boolean(),
      hasChildren: z.boolean(),
      isRestricted: z.boolean(),
    }),
  ),
  async handle({ actor, params, query: { parentId, ...page } }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const level =
      parentId === undefined ? await listTop(grant, page) : await listBelow(grant, { parentId, ...page });
    return json({ items: level.pages, next: level.next });
  },
});

const startAnswer = z.object({ page: ancestorSchema.nullable() });

/** GET /workspaces/{id}/start-page */
export const getWikiStart = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/start-page',
  summary: 'The page with which a workspace’s wiki begins; null where none is chosen, or you may not read it',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: startAnswer,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json({ page: await getStartPage(grant) });
  },
});

/** PUT /workspaces/{id}/start-page */
export const putWikiStart = endpoint({
  method: 'PUT',
  path: '/workspaces/{id}/start-page',
  summary: 'Let a workspace’s wiki begin with one of its pages, or with none',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: startPageSchema,
  answer: startAnswer,
  async handle({ actor, params, body: { pageId } }) {
    const db = database();
    const grant = await authorize(db, { actor, action: 'workspace.manage', on: params.id });
    const sees = await authorize(db, { actor, action: 'workspace.read', on: params.id });
    await setStartPage(grant, { pageId, sees });
    return json({ page: await getStartPage(sees) });
  },
});

/** GET /documents/{id}/ancestors */
export const getAncestors = endpoint({
  method: 'GET',
  path: '/documents/{id}/ancestors',
  summary: 'The wiki pages above a document, from the top, as far as you may read them',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({ items: z.array(ancestorSchema) }),
  async handle({ actor, params }) {
    const { workspaceId } = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: workspaceId });
    return json({ items: await listAncestors(grant, params.id) });
  },
});

/** GET /workspaces/{id}/tags */
export const getTags = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/tags',
  summary:
    'The tags of a workspace’s documents as far as you may read these, and how many documents have each; the documents themselves are at /documents?tag=',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(z.object({ tag: z.string(), documents: z.number().int() })),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(await listTags(grant, query));
  },
});

const propertiesSchema = z.object({
  /** Null also where you may not know them. */
  owner: z
    .object({ id: idSchema, username: z.string(), displayName: z.string(), colour: z.number().int() })
    .nullable(),
  reviewOn: z.iso.date().nullable(),
  isDue: z.boolean(),
  status: z.enum(DOCUMENT_STATUSES).nullable(),
});
const ownPropertiesSchema = propertiesSchema.extend({ isOwnerHidden: z.boolean() });

/** GET /documents/{id}/properties */
export const getOneProperties = endpoint({
  method: 'GET',
  path: '/documents/{id}/properties',
  summary:
    'Who looks after a document, as far as you may know them, when it is to be looked through again, and whether it is agreed on',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: ownPropertiesSchema,
  async handle({ actor, params }) {
    return json(
      await getProperties(await authorize(database(), { actor, action: 'document.read', on: params.id })),
    );
  },
});

/** PUT /documents/{id}/properties */
export const putProperties = endpoint({
  method: 'PUT',
  path: '/documents/{id}/properties',
  summary:
    'Say who looks after a document, when it is to be looked through again, and whether it is agreed on; without `ownerId` the owner stays',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: documentPropertiesSchema,
  answer: ownPropertiesSchema,
  async handle({ actor, params, body }) {
    await setProperties(
      await authorize(database(), { actor, action: 'document.organise', on: params.id }),
      body,
    );
    return json(
      await getProperties(await authorize(database(), { actor, action: 'document.read', on: params.id })),
    );
  },
});

/** GET /workspaces/{id}/properties */
export const getByProperties = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/properties',
  summary:
    'The documents of a workspace that have an owner, a status or a day to be looked through, by title, as far as you may read them; `due=true` for those whose day has come',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema.extend({
    status: propertyFilterSchema.shape.status,
    ownerId: propertyFilterSchema.shape.ownerId,
    due: z.stringbool().default(false),
  }),
  body: NO_BODY,
  answer: pageSchema(
    propertiesSchema.extend({
      id: idSchema,
      kind: documentKindSchema,
      title: z.string(),
      icon: z.string().nullable(),
    }),
  ),
  async handle({ actor, params, query: { due, ...query } }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(await listByProperties(grant, { ...query, isDue: due }));
  },
});

const linkedSchema = ancestorSchema.extend({ kind: documentKindSchema });

/** GET /documents/{id}/backlinks */
export const getBacklinks = endpoint({
  method: 'GET',
  path: '/documents/{id}/backlinks',
  summary:
    'The documents of the workspace whose texts lead to this one, by title, as far as you may read them',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(linkedSchema),
  async handle({ actor, params, query }) {
    const { workspaceId } = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: workspaceId });
    return json(await listBacklinks(grant, { documentId: params.id, ...query }));
  },
});

const titleSchema = z.object({ id: idSchema, title: z.string() });

/** GET /documents/{id}/links */
export const getLinked = endpoint({
  method: 'GET',
  path: '/documents/{id}/links',
  summary:
    'What the text of a document leads to, as it was read last: documents as far as you may read them, and names of pages with the document that has it alone by now; at most 500 each',
  params: z.object({ id: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    items: z.array(titleSchema),
    wanted: z.array(z.object({ name: z.string(), document: titleSchema.nullable() })),
  }),
  async handle({ actor, params }) {
    return json(
      await listLinked(await authorize(database(), { actor, action: 'document.read', on: params.id })),
    );
  },
});

/** GET /workspaces/{id}/wanted */
export const getWanted = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/wanted',
  summary:
    'The names by which texts of a workspace lead to pages that are yet to be written, with how many documents you may read lead there, and the first three of these',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(
    z.object({ name: z.string(), count: z.number().int(), documents: z.array(titleSchema) }),
  ),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(await listWanted(grant, query));
  },
});

/** GET /workspaces/{id}/named */
export const getNamed = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/named',
  summary:
    'The documents of a workspace of a name, as far as you may read them: by their titles as a search compares them, or by what they were called where they were moved in from',
  params: z.object({ id: idSchema }),
  query: z.object({ name: pageNameSchema }),
  body: NO_BODY,
  answer: z.object({ items: z.array(linkedSchema) }),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json({ items: await listNamed(grant, query.name) });
  },
});

/** GET /workspaces/{id}/links */
export const getLinkReport = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/links',
  summary:
    'The documents of a workspace that lead to one that is gone or that you may not read (`broken`), or its wiki pages to which no text leads and that lie at the top with nothing below (`orphans`), by title',
  params: z.object({ id: idSchema }),
  query: pageQuerySchema.extend({ report: linkReportSchema }),
  body: NO_BODY,
  answer: pageSchema(linkedSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(await reportLinks(grant, query));
  },
});

/** GET /documents/{id}/shown */
export const getShown = endpoint({
  method: 'GET',
  path: '/documents/{id}/shown',
  summary:
    'What is shown within a document, as HTML and as far as you may read it: texts of others (`of`, ids with commas between them, each with “.” and the id of a block or without), and with `levels` the pages below',
  params: z.object({ id: idSchema }),
  query: askedShownSchema,
  body: NO_BODY,
  answer: z.object({
    items: z.array(z.object({ documentId: idSchema, blockId: z.string().nullable(), html: z.string() })),
    childPages: z.string().nullable(),
  }),
  etag: true,
  async handle({ actor, params, query: { of, levels = null }, headers }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const locale = await getLocale();
    return shownAnswer(await shownNow(grant, { of, levels, locale, token: null }), headers);
  },
});

import { authorize } from '@plenum/database/access/authorize';
import { listBranchTemplates, setBeginning } from '@plenum/database/documents/branch-templates';
import { getDocument } from '@plenum/database/documents/reads';
import { createTemplate, listTemplates } from '@plenum/database/documents/templates';
import {
  ACCESS_CHOICES,
  documentKindSchema,
  type NewDocument,
  titleSchema,
} from '@plenum/domain/documents/schema';
import { type DocumentId, idSchema } from '@plenum/domain/ids';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { seedFrom } from '#lib/create-from-template.ts';
import { database } from '#lib/database.ts';

const byId = z.object({ id: idSchema });

/** GET /workspaces/{id}/templates */
export const getTemplates = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/templates',
  summary:
    'What a document in a workspace can be begun from, by title: its templates, at most 200, and your own, at most 50. Each is a document: it is renamed and thrown away as one',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    items: z.array(
      z.object({
        id: idSchema,
        kind: documentKindSchema,
        title: z.string(),
        workspaceId: idSchema,
        isOwn: z.boolean(),
        /** The wiki page for whose branch it is. */
        branchId: idSchema.nullable(),
        updatedAt: z.iso.datetime(),
      }),
    ),
  }),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const items = (await listTemplates(grant)).map(({ updatedAt, ...template }) => ({
      ...template,
      updatedAt: updatedAt.toISOString(),
    }));
    return json({ items });
  },
});

/** POST /workspaces/{id}/templates */
export const postTemplate = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/templates',
  summary:
    'Keep the text of a document as a template of the workspace, with access `draft` as your own, or with `parentId` for what lies below that wiki page',
  params: byId,
  query: z.object({}),
  body: z.object({
    documentId: idSchema,
    title: titleSchema.optional(),
    access: z.enum(ACCESS_CHOICES).optional(),
    parentId: idSchema.optional(),
  }),
  answer: z.object({ id: idSchema, title: z.string() }),
  async handle({ actor, params, body }) {
    const into = await authorize(database(), { actor, action: 'document.create', on: params.id });
    const read = await authorize(database(), { actor, action: 'document.read', on: body.documentId });
    const [document, content] = await Promise.all([getDocument(read), seedFrom(read)]);
    const columns = { kind: document.kind, title: body.title ?? document.title, ...placeOf(body) };
    const { id, title } = await createTemplate(into, { ...columns, ...content });
    return json({ id, title }, { status: 201 });
  },
});

/** One of a branch has the access of that. */
function placeOf({
  access,
  parentId,
}: {
  access?: NewDocument['access'];
  parentId?: DocumentId | undefined;
}) {
  return parentId === undefined ? { access } : { parentId };
}

/** GET /documents/{id}/templates */
export const getBranchTemplates = endpoint({
  method: 'GET',
  path: '/documents/{id}/templates',
  summary:
    'The templates of a wiki page and of those above it, the nearest page’s first, and which of them new pages there begin with',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    items: z.array(z.object({ id: idSchema, title: z.string(), isNear: z.boolean(), begins: z.boolean() })),
  }),
  async handle({ actor, params }) {
    const { workspaceId } = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const read = await authorize(database(), { actor, action: 'workspace.read', on: workspaceId });
    return json({ items: await listBranchTemplates(read, params.id) });
  },
});

/** PUT /documents/{id}/beginning */
export const putBeginning = endpoint({
  method: 'PUT',
  path: '/documents/{id}/beginning',
  summary:
    'Say which of its branch’s templates new pages below a wiki page begin with in a browser; null for what the page above says',
  params: byId,
  query: z.object({}),
  body: z.object({ templateId: idSchema.nullable() }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.organise', on: params.id });
    const read = await authorize(database(), { actor, action: 'workspace.read', on: grant.workspaceId });
    await setBeginning(grant, { templateId: body.templateId, read });
    return noContent();
  },
});

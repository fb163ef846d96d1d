import { authorize } from '@plenum/database/access/authorize';
import { getDocument } from '@plenum/database/documents/reads';
import { createTemplate, listTemplates } from '@plenum/database/documents/templates';
import { ACCESS_CHOICES, documentKindSchema, titleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
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
  summary: 'Keep the text of a document as a template of the workspace, or with access `draft` as your own',
  params: byId,
  query: z.object({}),
  body: z.object({
    documentId: idSchema,
    title: titleSchema.optional(),
    access: z.enum(ACCESS_CHOICES).optional(),
  }),
  answer: z.object({ id: idSchema, title: z.string() }),
  async handle({ actor, params, body }) {
    const into = await authorize(database(), { actor, action: 'document.create', on: params.id });
    const read = await authorize(database(), { actor, action: 'document.read', on: body.documentId });
    const [document, content] = await Promise.all([getDocument(read), seedFrom(read)]);
    const columns = { kind: document.kind, title: body.title ?? document.title, access: body.access };
    const { id, title } = await createTemplate(into, { ...columns, ...content });
    return json({ id, title }, { status: 201 });
  },
});

import { authorize } from '@plenum/database/access/authorize';
import { listAncestors, listBelow, listTop } from '@plenum/database/wiki/reads';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';

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

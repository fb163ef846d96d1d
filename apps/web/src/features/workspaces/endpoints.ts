import { authorize } from '@plenum/database/access/authorize';
import { listWorkspaces } from '@plenum/database/workspaces/reads';
import { createWorkspace } from '@plenum/database/workspaces/writes';
import { personOf } from '@plenum/domain/access/actor';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { newWorkspaceSchema, roleSchema } from '@plenum/domain/workspaces/schema';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';

const workspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  slug: z.string(),
  role: roleSchema.nullable(),
});

/** GET /workspaces */
export const getWorkspaces = endpoint({
  method: 'GET',
  path: '/workspaces',
  summary: 'The workspaces that you are in',
  params: z.object({}),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(workspaceSchema),
  async handle({ actor, query }) {
    const on = personOf(actor) ?? '';
    const grant = await authorize(database(), { actor, action: 'workspace.list', on });
    return json(await listWorkspaces(grant, query));
  },
});

/** POST /workspaces */
export const postWorkspace = endpoint({
  method: 'POST',
  path: '/workspaces',
  summary: 'Make a workspace; you become its admin',
  params: z.object({}),
  query: z.object({}),
  body: newWorkspaceSchema,
  answer: workspaceSchema,
  async handle({ actor, body }) {
    const on = personOf(actor) ?? '';
    const grant = await authorize(database(), { actor, action: 'workspace.create', on });
    return json(await createWorkspace(grant, body), { status: 201 });
  },
});

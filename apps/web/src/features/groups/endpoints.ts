import { authorize } from '@plenum/database/access/authorize';
import { getGroup, listGroupMembers, listGroupPlaces, listGroups } from '@plenum/database/groups/reads';
import {
  changeGroupRole,
  createGroup,
  deleteGroup as endGroup,
  patchGroup,
  removeFromGroup,
} from '@plenum/database/groups/writes';
import { chooseRepresentation, leaveAsGroup } from '@plenum/database/workspaces/participations';
import { personOf } from '@plenum/domain/access/actor';
import { groupPatchSchema, groupRoleSchema, newGroupSchema } from '@plenum/domain/groups/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { REPRESENTATIONS, representationSchema, roleSchema } from '@plenum/domain/workspaces/schema';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { personSchema } from '#lib/api/person-schema.ts';
import { database } from '#lib/database.ts';

const groupSchema = z.object({
  id: idSchema,
  name: z.string(),
  showsMembers: z.boolean(),
  role: groupRoleSchema.nullable(),
});

const memberPageSchema = pageSchema(personSchema.extend({ role: groupRoleSchema }));

const placePageSchema = pageSchema(
  z.object({
    workspaceId: idSchema,
    name: z.string(),
    slug: z.string(),
    role: roleSchema,
    representation: z.enum(REPRESENTATIONS),
    delegates: z.array(personSchema),
  }),
);

const byId = z.object({ id: idSchema });
const byMember = byId.extend({ personId: idSchema });
const byPlace = byId.extend({ workspaceId: idSchema });

/** GET /groups */
export const getGroups = endpoint({
  method: 'GET',
  path: '/groups',
  summary: 'The groups that you are in',
  params: z.object({}),
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(groupSchema),
  async handle({ actor, query }) {
    const on = personOf(actor) ?? '';
    return json(await listGroups(await authorize(database(), { actor, action: 'group.list', on }), query));
  },
});

/** POST /groups */
export const postGroup = endpoint({
  method: 'POST',
  path: '/groups',
  summary: 'Make a group; you become its admin',
  params: z.object({}),
  query: z.object({}),
  body: newGroupSchema,
  answer: groupSchema,
  async handle({ actor, body }) {
    const on = personOf(actor) ?? '';
    const grant = await authorize(database(), { actor, action: 'group.create', on });
    return json(await createGroup(grant, body), { status: 201 });
  },
});

/** GET /groups/{id} */
export const getOneGroup = endpoint({
  method: 'GET',
  path: '/groups/{id}',
  summary: 'A group that you are in',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: groupSchema,
  async handle({ actor, params }) {
    return json(await getGroup(await authorize(database(), { actor, action: 'group.read', on: params.id })));
  },
});

/** PATCH /groups/{id} */
export const patchOneGroup = endpoint({
  method: 'PATCH',
  path: '/groups/{id}',
  summary: "Change a group's name, or whether others in its workspaces see who is in it",
  params: byId,
  query: z.object({}),
  body: groupPatchSchema,
  answer: groupSchema,
  async handle({ actor, params, body }) {
    await patchGroup(await authorize(database(), { actor, action: 'group.manage', on: params.id }), body);
    return json(await getGroup(await authorize(database(), { actor, action: 'group.read', on: params.id })));
  },
});

/** DELETE /groups/{id} */
export const deleteGroup = endpoint({
  method: 'DELETE',
  path: '/groups/{id}',
  summary: 'End a group that is in no workspace any more',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await endGroup(await authorize(database(), { actor, action: 'group.manage', on: params.id }));
    return noContent();
  },
});

/** GET /groups/{id}/members */
export const getGroupMembers = endpoint({
  method: 'GET',
  path: '/groups/{id}/members',
  summary: 'Who is in a group, the oldest account first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: memberPageSchema,
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'group.read', on: params.id });
    return json(memberPageSchema.parse(await listGroupMembers(grant, query)));
  },
});

/** PATCH /groups/{id}/members/{personId} */
export const patchGroupMember = endpoint({
  method: 'PATCH',
  path: '/groups/{id}/members/{personId}',
  summary: 'Give somebody in a group another role',
  params: byMember,
  query: z.object({}),
  body: z.object({ role: groupRoleSchema }),
  answer: null,
  async handle({ actor, params: { id: on, personId }, body }) {
    const grant = await authorize(database(), { actor, action: 'group.manage', on });
    await changeGroupRole(grant, { personId, ...body });
    return noContent();
  },
});

/** DELETE /groups/{id}/members/{personId} */
export const deleteGroupMember = endpoint({
  method: 'DELETE',
  path: '/groups/{id}/members/{personId}',
  summary: "End somebody's place in a group, what they had through it, and all links into the group",
  params: byMember,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, personId } }) {
    await removeFromGroup(await authorize(database(), { actor, action: 'group.manage', on }), personId);
    return noContent();
  },
});

/** GET /groups/{id}/workspaces */
export const getGroupWorkspaces = endpoint({
  method: 'GET',
  path: '/groups/{id}/workspaces',
  summary: 'The workspaces that a group is in, and who acts for it there; at most 200',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: placePageSchema,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'group.read', on: params.id });
    return json(placePageSchema.parse({ items: await listGroupPlaces(grant), next: null }));
  },
});

/** PATCH /groups/{id}/workspaces/{workspaceId} */
export const patchGroupWorkspace = endpoint({
  method: 'PATCH',
  path: '/groups/{id}/workspaces/{workspaceId}',
  summary: 'Choose who acts for a group in a workspace: everybody in it, or the delegates that are named',
  params: byPlace,
  query: z.object({}),
  body: representationSchema,
  answer: null,
  async handle({ actor, params: { id: on, workspaceId }, body }) {
    const grant = await authorize(database(), { actor, action: 'group.manage', on });
    await chooseRepresentation(grant, { workspaceId, ...body });
    return noContent();
  },
});

/** DELETE /groups/{id}/workspaces/{workspaceId} */
export const deleteGroupWorkspace = endpoint({
  method: 'DELETE',
  path: '/groups/{id}/workspaces/{workspaceId}',
  summary: 'Have a group leave a workspace at once; what it brought stays',
  params: byPlace,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, workspaceId } }) {
    await leaveAsGroup(await authorize(database(), { actor, action: 'group.manage', on }), workspaceId);
    return noContent();
  },
});

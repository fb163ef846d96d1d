import { authorize } from '@plenum/database/access/authorize';
import { listAudit } from '@plenum/database/workspaces/audit';
import {
  confirmMotion,
  getMotion,
  listMotions,
  makeMotion,
  stopMotion,
} from '@plenum/database/workspaces/motions';
import {
  addOwnGroup,
  changeParticipationRole,
  listParticipations,
} from '@plenum/database/workspaces/participations';
import { getWorkspaceSettings, listMembers, listWorkspaces } from '@plenum/database/workspaces/reads';
import {
  changeRole,
  createWorkspace,
  patchWorkspace,
  removeMember,
} from '@plenum/database/workspaces/writes';
import { personOf } from '@plenum/domain/access/actor';
import { groupRoleSchema } from '@plenum/domain/groups/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { AUDITED } from '@plenum/domain/workspaces/audit';
import { searchLanguageOf } from '@plenum/domain/workspaces/languages';
import {
  JOININGS,
  MOTION_KINDS,
  newMotionSchema,
  newWorkspaceSchema,
  REPRESENTATIONS,
  roleSchema,
  searchLanguageSchema,
  workspacePatchSchema,
} from '@plenum/domain/workspaces/schema';
import type { MotionCard } from '@plenum/domain/workspaces/types';
import { getLocale } from 'next-intl/server';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { personSchema } from '#lib/api/person-schema.ts';
import { database } from '#lib/database.ts';

const workspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  slug: z.string(),
  role: roleSchema.nullable(),
});

const settingsSchema = z.object({
  name: z.string(),
  joining: z.enum(JOININGS),
  openRole: roleSchema,
  guestsWrite: z.boolean(),
  auditDays: z.number().int(),
  /** Null for as long as the document is there. */
  chatDays: z.number().int().nullable(),
  /** Of its texts, for searching. */
  searchLanguage: searchLanguageSchema,
});

const memberPageSchema = pageSchema(personSchema.extend({ role: roleSchema }));

const groupPageSchema = pageSchema(
  z.object({
    groupId: idSchema,
    name: z.string(),
    role: roleSchema,
    representation: z.enum(REPRESENTATIONS),
    people: z.number().int(),
    members: z.array(personSchema).nullable(),
    ownRole: groupRoleSchema.nullable(),
  }),
);

const motionSchema = z.object({
  id: idSchema,
  kind: z.enum(MOTION_KINDS),
  group: z.object({ id: idSchema, name: z.string() }).nullable(),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  canConfirm: z.boolean(),
  canStop: z.boolean(),
});

const entrySchema = z.object({
  id: idSchema,
  at: z.iso.datetime(),
  by: z.string().nullable(),
  what: z.enum(AUDITED),
  person: z.string().nullable(),
  group: z.string().nullable(),
  document: z.object({ id: idSchema, title: z.string() }).nullable(),
  role: roleSchema.nullable(),
});

const byId = z.object({ id: idSchema });
const byMember = byId.extend({ personId: idSchema });

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
    const searchLanguage = body.searchLanguage ?? searchLanguageOf(await getLocale());
    return json(await createWorkspace(grant, { ...body, searchLanguage }), { status: 201 });
  },
});

/** PATCH /workspaces/{id} */
export const patchOneWorkspace = endpoint({
  method: 'PATCH',
  path: '/workspaces/{id}',
  summary: "Change a workspace's name, who may come in, and how long its audit log keeps; its address stays",
  params: byId,
  query: z.object({}),
  body: workspacePatchSchema,
  answer: settingsSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    await patchWorkspace(grant, body);
    return json(await getWorkspaceSettings(grant));
  },
});

/** GET /workspaces/{id}/members */
export const getMembers = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/members',
  summary: 'Who has a place of their own in a workspace, the oldest account first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: memberPageSchema,
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(memberPageSchema.parse(await listMembers(grant, query)));
  },
});

/** PATCH /workspaces/{id}/members/{personId} */
export const patchMember = endpoint({
  method: 'PATCH',
  path: '/workspaces/{id}/members/{personId}',
  summary: 'Give a member of a workspace another role',
  params: byMember,
  query: z.object({}),
  body: z.object({ role: roleSchema }),
  answer: null,
  async handle({ actor, params: { id: on, personId }, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on });
    await changeRole(grant, { personId, ...body });
    return noContent();
  },
});

/** DELETE /workspaces/{id}/members/{personId} */
export const deleteMember = endpoint({
  method: 'DELETE',
  path: '/workspaces/{id}/members/{personId}',
  summary: "End somebody's own place in a workspace, and all invitations into it",
  params: byMember,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, personId } }) {
    await removeMember(await authorize(database(), { actor, action: 'workspace.manage', on }), personId);
    return noContent();
  },
});

/** GET /workspaces/{id}/groups */
export const getWorkspaceGroups = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/groups',
  summary:
    'The groups in a workspace, the oldest first, at most 200; `members` is null where a group hides them',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: groupPageSchema,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json(groupPageSchema.parse({ items: await listParticipations(grant), next: null }));
  },
});

/** POST /workspaces/{id}/groups */
export const postWorkspaceGroup = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/groups',
  summary: 'Bring a group that you run into a workspace that you manage',
  params: byId,
  query: z.object({}),
  body: z.object({ groupId: idSchema, role: roleSchema }),
  answer: null,
  async handle({ actor, params, body: { groupId, role } }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const group = await authorize(database(), { actor, action: 'group.manage', on: groupId });
    await addOwnGroup(grant, { group, role });
    return noContent();
  },
});

/** PATCH /workspaces/{id}/groups/{groupId} */
export const patchWorkspaceGroup = endpoint({
  method: 'PATCH',
  path: '/workspaces/{id}/groups/{groupId}',
  summary: 'Give a group another role in a workspace',
  params: byId.extend({ groupId: idSchema }),
  query: z.object({}),
  body: z.object({ role: roleSchema }),
  answer: null,
  async handle({ actor, params: { id: on, groupId }, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on });
    await changeParticipationRole(grant, { groupId, ...body });
    return noContent();
  },
});

/** GET /workspaces/{id}/motions */
export const getMotions = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/motions',
  summary: 'What waits in a workspace for a second admin, or for its time, the oldest first',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: pageSchema(motionSchema),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    return json({ items: (await listMotions(grant)).map(outside), next: null });
  },
});

/** POST /workspaces/{id}/motions */
export const postMotion = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/motions',
  summary: 'Move that a group is to leave or that a workspace is to be deleted, which no admin does alone',
  params: byId,
  query: z.object({}),
  body: newMotionSchema,
  answer: motionSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const motion = await getMotion(grant, await makeMotion(grant, body));
    return json(outside(motion), { status: 201 });
  },
});

/** POST /workspaces/{id}/motions/{motionId} */
export const answerMotion = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/motions/{motionId}',
  summary: 'Confirm what another admin has moved, which carries it out, or stop it',
  params: byId.extend({ motionId: idSchema }),
  query: z.object({}),
  body: z.object({ answer: z.enum(['confirm', 'stop']) }),
  answer: null,
  async handle({ actor, params: { id: on, motionId }, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on });
    if (body.answer === 'confirm') await confirmMotion(grant, motionId);
    else await stopMotion(grant, motionId);
    return noContent();
  },
});

/** GET /workspaces/{id}/audit-log */
export const getAuditLog = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/audit-log',
  summary: 'What was decided about access in a workspace, the newest first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(entrySchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const { items, next } = await listAudit(grant, query);
    return json({ items: items.map((entry) => ({ ...entry, at: entry.at.toISOString() })), next });
  },
});

function outside({ madeAt, dueAt, ...motion }: MotionCard) {
  return { ...motion, madeAt: madeAt.toISOString(), dueAt: dueAt?.toISOString() ?? null };
}

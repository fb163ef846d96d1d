import { authorize } from '@plenum/database/access/authorize';
import { listDocumentAccess } from '@plenum/database/documents/access';
import { openDocument, removeRule, restrictDocument, setRule } from '@plenum/database/documents/rules';
import {
  createGroupInvitation,
  createInvitation,
  getInvitation,
  listInvitations,
  revokeInvitation,
} from '@plenum/database/workspaces/invitations';
import { acceptRequest, declineRequest, listJoinRequests } from '@plenum/database/workspaces/join-requests';
import { documentRuleSchema } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { newGroupInvitationSchema, newInvitationSchema, roleSchema } from '@plenum/domain/workspaces/schema';
import type { InvitationCard, JoinRequestCard } from '@plenum/domain/workspaces/types';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { personSchema } from '#lib/api/person-schema.ts';
import { database } from '#lib/database.ts';
import { invitationPath } from '#lib/paths.ts';

const invitationSchema = z.object({
  id: idSchema,
  /** Null for a link into a group. */
  role: roleSchema.nullable(),
  forGroups: z.boolean(),
  /** Null, like the token, where the instance's key no longer opens it. */
  url: z.url().nullable(),
  token: z.string().nullable(),
  uses: z.number().int(),
  maxUses: z.number().int().nullable(),
  expiresAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
});

const requestSchema = z.object({
  id: idSchema,
  person: personSchema,
  group: z.object({ id: idSchema, name: z.string() }).nullable(),
  message: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

/** The document whose rules hold; null where it is the workspace's access. */
const scopeSchema = z.object({ id: idSchema, title: z.string() }).nullable();

const reasonSchema = z.object({
  role: roleSchema,
  through: z.object({ id: idSchema, name: z.string() }).nullable(),
  rule: scopeSchema,
});

const accessSchema = z.object({
  scope: scopeSchema,
  people: z.array(personSchema.extend({ reason: reasonSchema })),
  groups: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      people: z.number().int(),
      isHidden: z.boolean(),
      reason: reasonSchema,
    }),
  ),
  isCut: z.boolean(),
  canChange: z.boolean(),
});

const byId = z.object({ id: idSchema });
const byInvitation = byId.extend({ invitationId: idSchema });

/** GET /workspaces/{id}/invitations */
export const getInvitations = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/invitations',
  summary: 'The invitation links into a workspace in force, the newest first; at most 100',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: pageSchema(invitationSchema),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    return json({ items: (await listInvitations(grant)).map(invitation), next: null });
  },
});

/** POST /workspaces/{id}/invitations */
export const postInvitation = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/invitations',
  summary: 'Make an invitation link into a workspace, for people or for groups',
  params: byId,
  query: z.object({}),
  body: newInvitationSchema,
  answer: invitationSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const token = await createInvitation(grant, body);
    return json(invitation(await getInvitation(grant, token)), { status: 201 });
  },
});

/** DELETE /workspaces/{id}/invitations/{invitationId} */
export const deleteInvitation = endpoint({
  method: 'DELETE',
  path: '/workspaces/{id}/invitations/{invitationId}',
  summary: 'Revoke an invitation link into a workspace',
  params: byInvitation,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, invitationId } }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on });
    await revokeInvitation(grant, invitationId);
    return noContent();
  },
});

/** GET /groups/{id}/invitations */
export const getGroupInvitations = endpoint({
  method: 'GET',
  path: '/groups/{id}/invitations',
  summary: 'The invitation links into a group in force, the newest first; at most 100',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: pageSchema(invitationSchema),
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'group.manage', on: params.id });
    return json({ items: (await listInvitations(grant)).map(invitation), next: null });
  },
});

/** POST /groups/{id}/invitations */
export const postGroupInvitation = endpoint({
  method: 'POST',
  path: '/groups/{id}/invitations',
  summary: 'Make an invitation link into a group',
  params: byId,
  query: z.object({}),
  body: newGroupInvitationSchema,
  answer: invitationSchema,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'group.manage', on: params.id });
    const token = await createGroupInvitation(grant, body);
    return json(invitation(await getInvitation(grant, token)), { status: 201 });
  },
});

/** DELETE /groups/{id}/invitations/{invitationId} */
export const deleteGroupInvitation = endpoint({
  method: 'DELETE',
  path: '/groups/{id}/invitations/{invitationId}',
  summary: 'Revoke an invitation link into a group',
  params: byInvitation,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, invitationId } }) {
    const grant = await authorize(database(), { actor, action: 'group.manage', on });
    await revokeInvitation(grant, invitationId);
    return noContent();
  },
});

/** GET /workspaces/{id}/join-requests */
export const getJoinRequests = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/join-requests',
  summary: 'Who asks to be let into a workspace, for themselves or for a group, the oldest first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(requestSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on: params.id });
    const { items, next } = await listJoinRequests(grant, query);
    return json({ items: items.map(request), next });
  },
});

/** POST /workspaces/{id}/join-requests/{requestId} */
export const answerJoinRequest = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/join-requests/{requestId}',
  summary: 'Let in who has asked, with a role, or not',
  params: byId.extend({ requestId: idSchema }),
  query: z.object({}),
  body: z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('accept'), role: roleSchema }),
    z.object({ answer: z.literal('decline') }),
  ]),
  answer: null,
  async handle({ actor, params: { id: on, requestId }, body }) {
    const grant = await authorize(database(), { actor, action: 'workspace.manage', on });
    if (body.answer === 'accept') await acceptRequest(grant, { requestId, role: body.role });
    else await declineRequest(grant, requestId);
    return noContent();
  },
});

/** GET /documents/{id}/access */
export const getAccess = endpoint({
  method: 'GET',
  path: '/documents/{id}/access',
  summary: 'Who can see a document, and why, as far as you may know it; at most 200 people',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: accessSchema,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    return json(accessSchema.parse(await listDocumentAccess(grant)));
  },
});

/** PATCH /documents/{id}/access */
export const patchAccess = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/access',
  summary: 'Give a document rules of its own, at first for you alone, or the access of where it lies',
  params: byId,
  query: z.object({}),
  body: z.object({ scope: z.enum(['own', 'inherited']) }),
  answer: null,
  async handle({ actor, params, body }) {
    const grant = await authorize(database(), { actor, action: 'document.restrict', on: params.id });
    if (body.scope === 'own') await restrictDocument(grant);
    else await openDocument(grant);
    return noContent();
  },
});

/** POST /documents/{id}/access/rules */
export const postRule = endpoint({
  method: 'POST',
  path: '/documents/{id}/access/rules',
  summary: "Name a person or a group in a document's own rules, or give them another role there",
  params: byId,
  query: z.object({}),
  body: documentRuleSchema,
  answer: null,
  async handle({ actor, params, body }) {
    await setRule(await authorize(database(), { actor, action: 'document.restrict', on: params.id }), body);
    return noContent();
  },
});

/** DELETE /documents/{id}/access/rules/{kind}/{subjectId} */
export const deleteRule = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/access/rules/{kind}/{subjectId}',
  summary: "Strike a person or a group out of a document's own rules",
  params: byId.extend({ kind: z.enum(['person', 'group']), subjectId: idSchema }),
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params: { id: on, kind, subjectId } }) {
    const grant = await authorize(database(), { actor, action: 'document.restrict', on });
    await removeRule(grant, { kind, id: subjectId });
    return noContent();
  },
});

function invitation({ token, expiresAt, ...card }: InvitationCard) {
  return {
    ...card,
    url: token === null ? null : `${database().publicUrl}${invitationPath(token)}`,
    token,
    expiresAt: expiresAt.toISOString(),
  };
}

function request({ person, createdAt, ...card }: JoinRequestCard) {
  return { ...card, person: personSchema.parse(person), createdAt: createdAt.toISOString() };
}

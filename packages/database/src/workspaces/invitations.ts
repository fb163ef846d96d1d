import { personOf } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { InvitationTerms, NewInvitation } from '@plenum/domain/workspaces/schema';
import type { InvitationCard } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from './audit.ts';
import { findByToken, type InvitationPreview, inForce, previewOf } from './invitation-row.ts';
import { lockGroup, lockWorkspace } from './lock.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The columns of an InvitationCard. */
const CARD = {
  id: true,
  role: true,
  forGroups: true,
  tokenSealed: true,
  uses: true,
  maxUses: true,
  expiresAt: true,
  createdBy: { select: { displayName: true } },
} as const satisfies Prisma.InvitationSelect;

/** The invitation links of a workspace, or of a group, that can still be used, newest first; at most 100. */
export async function listInvitations(
  grant: Grant<'workspace.manage'> | Grant<'group.manage'>,
): Promise<InvitationCard[]> {
  const { db } = grant;
  const invitations = await db.prisma.invitation.findMany({
    where: { ...targetOf(grant), ...inForce() },
    orderBy: { id: 'desc' },
    take: 100,
    select: CARD,
  });
  return invitations
    .filter(({ uses, maxUses }) => maxUses === null || uses < maxUses)
    .map((invitation) => cardOf(db, invitation));
}

/** The invitation link of a workspace, or of a group, that has this token, as its maker sees it. */
export async function getInvitation(
  grant: Grant<'workspace.manage'> | Grant<'group.manage'>,
  token: string,
): Promise<InvitationCard> {
  const { db } = grant;
  const where = { ...targetOf(grant), tokenHash: hashToken(db.secrets.tokenKey, token) };
  const invitation = await db.prisma.invitation.findFirst({ where, select: CARD });
  if (!invitation) throw notFound();
  return cardOf(db, invitation);
}

/**
 * Makes an invitation link into a workspace and gives out its token.
 * @throws AppError `not_found` where whoever asks has ceased to be an admin meanwhile.
 */
export async function createInvitation(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { role, forGroups = false, ...terms }: NewInvitation,
): Promise<string> {
  const { token, data } = newInvitation(db, { terms, createdById: personOf(actor) });
  await db.prisma.$transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    // A demotion has revoked the links that the person knew; none may come after it on the strength of an older grant.
    const personId = personOf(actor);
    if (personId !== null && !(await isAdmin(tx, { workspaceId, personId }))) throw notFound();
    await tx.invitation.create({ data: { ...data, workspaceId, role, forGroups } });
    await audit(tx, { actor, workspaceId, what: 'invitationMade', role });
  });
  return token;
}

/**
 * Makes an invitation link into a group and gives out its token.
 * @throws AppError `not_found` where whoever asks has ceased to be an admin meanwhile.
 */
export async function createGroupInvitation(
  { actor, db, groupId }: Grant<'group.manage'>,
  terms: InvitationTerms,
): Promise<string> {
  const { token, data } = newInvitation(db, { terms, createdById: personOf(actor) });
  await db.prisma.$transaction(async (tx) => {
    await lockGroup(tx, groupId);
    const admin = { groupId, personId: personOf(actor) ?? '', role: 'admin' } as const;
    if (admin.personId !== '' && (await tx.groupMember.count({ where: admin })) === 0) throw notFound();
    await tx.invitation.create({ data: { ...data, groupId } });
  });
  return token;
}

/** Makes an invitation link useless. */
export async function revokeInvitation(
  grant: Grant<'workspace.manage'> | Grant<'group.manage'>,
  id: string,
): Promise<void> {
  await grant.db.prisma.$transaction(async (tx) => {
    const where = { id, ...targetOf(grant), revokedAt: null };
    const { count } = await tx.invitation.updateMany({ where, data: { revokedAt: new Date() } });
    if (count === 0) throw notFound();
    if (grant.on === 'workspace') {
      const { actor, workspaceId } = grant;
      await audit(tx, { actor, workspaceId, what: 'invitationRevoked' });
    }
  });
}

/** What an invitation link offers; null where it is not in force. Holding the token is the right to know. */
export async function findInvitation(
  { db }: Grant<'instance.administer' | 'workspace.join'>,
  token: string,
): Promise<InvitationPreview | null> {
  const found = await findByToken(db.prisma, hashToken(db.secrets.tokenKey, token));
  return found && previewOf(found);
}

function newInvitation(
  db: Database,
  { terms: { days, maxUses }, createdById }: { terms: InvitationTerms; createdById: PersonId | null },
) {
  const token = newToken();
  return {
    token,
    data: {
      tokenHash: hashToken(db.secrets.tokenKey, token),
      tokenSealed: sealToken(db.secrets.tokenKey, token),
      maxUses: maxUses ?? null,
      createdById,
      expiresAt: new Date(Date.now() + days * DAY),
    },
  };
}

function cardOf(
  { secrets }: Database,
  { tokenSealed, createdBy, ...invitation }: Prisma.InvitationGetPayload<{ select: typeof CARD }>,
): InvitationCard {
  return {
    ...invitation,
    token: unsealedToken(secrets.tokenKey, tokenSealed),
    createdBy: createdBy?.displayName ?? null,
  };
}

function targetOf(grant: Grant<'workspace.manage'> | Grant<'group.manage'>) {
  return grant.on === 'workspace' ? { workspaceId: grant.workspaceId } : { groupId: grant.groupId };
}

async function isAdmin(
  tx: Prisma.TransactionClient,
  { workspaceId, personId }: { workspaceId: WorkspaceId; personId: PersonId },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspace_access
     WHERE workspace_id = ${workspaceId}::uuid AND person_id = ${personId}::uuid AND role = 'admin' LIMIT 1`;
  return rows.length > 0;
}

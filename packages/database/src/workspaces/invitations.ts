import { personOf } from '@plenum/domain/access/actor';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { NewPerson } from '@plenum/domain/accounts/schema';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { InvitationCard } from '@plenum/domain/workspaces/types';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashToken, newToken, sealToken, unsealedToken } from '../access/tokens.ts';
import { type CreatedPerson, insertPerson, personData } from '../accounts/new-person.ts';
import type { Prisma } from '../generated/client.ts';
import { lockWorkspace } from './lock.ts';

const DAY = 24 * 60 * 60 * 1000;

/** What whoever holds an invitation link may know before joining. */
export interface InvitationPreview {
  workspaceId: WorkspaceId;
  workspaceName: string;
  workspaceSlug: string;
  role: Role;
  /** Display name of whoever invites; null when that account is gone. */
  invitedBy: string | null;
}

/** The invitation links of a workspace that can still be used, newest first; at most 100. */
export async function listInvitations({
  db,
  workspaceId,
}: Grant<'workspace.manage'>): Promise<InvitationCard[]> {
  const invitations = await db.prisma.invitation.findMany({
    where: { workspaceId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { id: 'desc' },
    take: 100,
    select: {
      id: true,
      role: true,
      tokenSealed: true,
      expiresAt: true,
      createdBy: { select: { displayName: true } },
    },
  });
  return invitations.map(({ tokenSealed, createdBy, ...invitation }) => ({
    ...invitation,
    token: unsealedToken(db.secrets.tokenKey, tokenSealed),
    createdBy: createdBy?.displayName ?? null,
  }));
}

/**
 * Makes an invitation link and gives out its token.
 * @throws AppError `not_found` where whoever asks has ceased to be an admin meanwhile.
 */
export async function createInvitation(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { role, days }: { role: Role; days: number },
): Promise<string> {
  const token = newToken();
  const createdById = personOf(actor);
  await db.prisma.$transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    // A demotion has revoked the links that the person knew; none may come after it on the strength of an older grant.
    const admin = { workspaceId, personId: createdById ?? '', role: 'admin' } as const;
    if (createdById !== null && (await tx.membership.count({ where: admin })) === 0) throw notFound();
    await tx.invitation.create({
      data: {
        workspaceId,
        role,
        tokenHash: hashToken(db.secrets.tokenKey, token),
        tokenSealed: sealToken(db.secrets.tokenKey, token),
        createdById,
        expiresAt: new Date(Date.now() + days * DAY),
      },
    });
  });
  return token;
}

/** Makes an invitation link useless. */
export async function revokeInvitation(
  { db, workspaceId }: Grant<'workspace.manage'>,
  id: string,
): Promise<void> {
  const where = { id, workspaceId, revokedAt: null };
  const { count } = await db.prisma.invitation.updateMany({ where, data: { revokedAt: new Date() } });
  if (count === 0) throw notFound();
}

/** What an invitation link offers; null where it is not in force. Holding the token is the right to know. */
export function findInvitation(
  { db }: Grant<'instance.administer' | 'workspace.join'>,
  token: string,
): Promise<InvitationPreview | null> {
  return findByToken(db.prisma, hashToken(db.secrets.tokenKey, token));
}

/**
 * Makes the person a member by an invitation link. Whoever is a member already keeps the greater of the two roles.
 * @throws AppError `not_found` where the link is not in force.
 */
export async function acceptInvitation(
  { db, personId }: Grant<'workspace.join'>,
  token: string,
): Promise<InvitationPreview> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  return changeAccess(db, { of: 'person', id: personId }, (tx) =>
    joinByInvitation(tx, { personId, tokenHash }),
  );
}

/**
 * Makes an account by an invitation link and the person a member, both or neither.
 * @throws AppError `not_found` where the link is not in force, `conflict` where the user name is taken.
 */
export async function createPersonByInvitation(
  { db }: Grant<'instance.administer'>,
  { person, token }: { person: NewPerson; token: string },
): Promise<CreatedPerson & { workspaceSlug: string }> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  // Before the costly hashing; the transaction decides for good.
  if (!(await findByToken(db.prisma, tokenHash))) throw noInvitation();
  const { data, recoveryCode } = await personData(person);
  return db.prisma.$transaction(async (tx) => {
    const personId = await insertPerson(tx, data);
    const { workspaceSlug } = await joinByInvitation(tx, { personId, tokenHash });
    return { personId, recoveryCode, workspaceSlug };
  });
}

/** Uses an invitation inside a transaction. */
async function joinByInvitation(
  tx: Prisma.TransactionClient,
  { personId, tokenHash }: { personId: PersonId; tokenHash: Uint8Array<ArrayBuffer> },
): Promise<InvitationPreview> {
  const found = await findByToken(tx, tokenHash);
  if (!found) throw noInvitation();
  const { workspaceId } = found;
  await lockWorkspace(tx, workspaceId);
  // Once more under the lock: a demotion that was under way has revoked it meanwhile.
  const invitation = await findByToken(tx, tokenHash);
  if (!invitation) throw noInvitation();
  const { role } = invitation;
  const membership = { workspaceId, personId };
  await tx.membership.createMany({ data: { ...membership, role }, skipDuplicates: true });
  const present = await tx.membership.findUniqueOrThrow({ where: { workspaceId_personId: membership } });
  if (!hasRole(present.role, role)) {
    await tx.membership.update({ where: { workspaceId_personId: membership }, data: { role } });
  }
  return invitation;
}

async function findByToken(
  tx: Prisma.TransactionClient,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<InvitationPreview | null> {
  const invitation = await tx.invitation.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: new Date() } },
    select: {
      role: true,
      workspace: { select: { id: true, name: true, slug: true } },
      createdBy: { select: { displayName: true } },
    },
  });
  if (!invitation) return null;
  const { workspace, role, createdBy } = invitation;
  return {
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    workspaceSlug: workspace.slug,
    role,
    invitedBy: createdBy?.displayName ?? null,
  };
}

function noInvitation(): AppError {
  return new AppError('not_found', 'This invitation is no longer valid. Ask for a new one.');
}

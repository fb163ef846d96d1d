import { randomInt } from 'node:crypto';
import { personOf } from '@plenum/domain/access/actor';
import { hasRole, ROLES, type Role } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { isTaken } from '../unique.ts';
import { lockWorkspace } from './lock.ts';

/** How many addresses are tried for a name that others have too. */
const SLUG_TRIES = 5;

/** Makes a workspace with the person as its admin. */
export async function createWorkspace(
  { db, personId }: Grant<'workspace.create'>,
  { name }: { name: string },
): Promise<WorkspaceCard> {
  const slug = slugFromName(name);
  for (let attempt = 1; ; attempt++) {
    try {
      const workspace = await db.prisma.workspace.create({
        data: {
          name,
          slug: attempt === 1 ? slug : `${slug}-${randomInt(1000, 10_000)}`,
          memberships: { create: { personId, role: 'admin' } },
        },
        select: { id: true, name: true, slug: true },
      });
      return { ...workspace, role: 'admin' };
    } catch (error) {
      if (!isTaken(error) || attempt === SLUG_TRIES) throw error;
    }
  }
}

/** Renames a workspace; its address stays, so that links keep working. */
export async function renameWorkspace(
  { db, workspaceId }: Grant<'workspace.manage'>,
  { name }: { name: string },
): Promise<void> {
  await db.prisma.workspace.update({ where: { id: workspaceId }, data: { name } });
}

/**
 * Gives a member another role. Whoever ceases to be an admin takes the invitations that offer more with them.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the person is no member.
 */
export async function changeRole(
  { db, workspaceId }: Grant<'workspace.manage'>,
  { personId, role }: { personId: PersonId; role: Role },
): Promise<void> {
  await keepingAnAdmin(db, { workspaceId, personId }, async (tx) => {
    if (role !== 'admin' && (await isAdmin(tx, { workspaceId, personId }))) {
      // An admin sees every link, so whoever is demoted may know one that would undo it.
      await revokeInvitations(tx, {
        workspaceId,
        role: { in: ROLES.filter((offered) => !hasRole(role, offered)) },
      });
    }
    return tx.membership.updateMany({ where: { workspaceId, personId }, data: { role } });
  });
}

/**
 * Ends somebody's membership, and all invitations: they may know one, if only the one that they came by.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the person is no member.
 */
export async function removeMember(
  { db, workspaceId }: Grant<'workspace.manage'>,
  personId: PersonId,
): Promise<void> {
  await endMembership(db, { workspaceId, personId }, (tx) => revokeInvitations(tx, { workspaceId }));
}

/**
 * Ends one's own membership, and the invitations one made oneself; an admin's leaving ends all that an admin sees.
 * @throws AppError `conflict` where no admin would be left.
 */
export async function leaveWorkspace({ actor, db, workspaceId }: Grant<'workspace.leave'>): Promise<void> {
  const personId = personOf(actor);
  if (!personId) throw notFound();
  await endMembership(db, { workspaceId, personId }, async (tx) =>
    revokeInvitations(tx, {
      workspaceId,
      ...(!(await isAdmin(tx, { workspaceId, personId })) && { createdById: personId }),
    }),
  );
}

async function endMembership(
  db: Database,
  where: { workspaceId: WorkspaceId; personId: PersonId },
  revoke: (tx: Prisma.TransactionClient) => Promise<void>,
): Promise<void> {
  await keepingAnAdmin(db, where, async (tx) => {
    // Whoever is gone must not come back, or bring others in, by a link that they know.
    await revoke(tx);
    return tx.membership.deleteMany({ where });
  });
}

async function isAdmin(
  tx: Prisma.TransactionClient,
  where: { workspaceId: WorkspaceId; personId: PersonId },
): Promise<boolean> {
  return (await tx.membership.count({ where: { ...where, role: 'admin' } })) > 0;
}

async function revokeInvitations(
  tx: Prisma.TransactionClient,
  which: Prisma.InvitationWhereInput & { workspaceId: WorkspaceId },
): Promise<void> {
  await tx.invitation.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** Runs a change of somebody's membership unless it would leave the workspace without an admin. */
async function keepingAnAdmin(
  db: Database,
  { workspaceId, personId }: { workspaceId: WorkspaceId; personId: PersonId },
  change: (tx: Prisma.TransactionClient) => Promise<{ count: number }>,
): Promise<void> {
  await changeAccess(db, { of: 'person', id: personId }, async (tx) => {
    // Two admins who demote each other at the same moment must come one after the other.
    await lockWorkspace(tx, workspaceId);
    const { count } = await change(tx);
    if (count === 0) throw notFound();
    if ((await tx.membership.count({ where: { workspaceId, role: 'admin' } })) === 0) {
      throw new AppError(
        'conflict',
        'This workspace would have no admin left. Make somebody else an admin first.',
      );
    }
  });
}

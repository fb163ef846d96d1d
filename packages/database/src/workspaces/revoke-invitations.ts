import { hasRole, ROLES, type Role } from '@plenum/domain/access/roles';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** Makes invitations into a workspace useless, inside a transaction that has it locked. */
export async function revokeInvitations(
  tx: Prisma.TransactionClient,
  which: Prisma.InvitationWhereInput & { workspaceId: WorkspaceId },
): Promise<void> {
  await tx.invitation.updateMany({ where: { ...which, revokedAt: null }, data: { revokedAt: new Date() } });
}

/** Makes those useless that offer more than a role: an admin sees every link, so whoever is demoted may know one that would undo it. */
export async function revokeInvitationsAbove(
  tx: Prisma.TransactionClient,
  { workspaceId, role }: { workspaceId: WorkspaceId; role: Role },
): Promise<void> {
  const above = ROLES.filter((offered) => !hasRole(role, offered));
  await revokeInvitations(tx, { workspaceId, role: { in: above } });
}

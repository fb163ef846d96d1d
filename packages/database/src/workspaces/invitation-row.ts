import type { Role } from '@plenum/domain/access/roles';
import type { GroupId, WorkspaceId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** What whoever holds an invitation link may know before joining. */
export interface InvitationPreview {
  leadsTo:
    | { kind: 'workspace'; id: WorkspaceId; name: string; slug: string; role: Role }
    | { kind: 'group'; id: GroupId; name: string };
  /** It invites groups, not people. */
  forGroups: boolean;
  /** Display name of whoever invites; null when that account is gone. */
  invitedBy: string | null;
}

/** The columns of an invitation for whoever uses it. */
const INVITATION_ROW = {
  role: true,
  forGroups: true,
  uses: true,
  maxUses: true,
  createdById: true,
  workspace: { select: { id: true, name: true, slug: true } },
  group: { select: { id: true, name: true } },
  createdBy: { select: { displayName: true } },
} as const;

/** An invitation for whoever uses it. */
export type InvitationRow = Prisma.InvitationGetPayload<{ select: typeof INVITATION_ROW }>;

/** The invitation in force with a token; null where there is none. */
export async function findByToken(
  tx: Prisma.TransactionClient,
  tokenHash: Uint8Array<ArrayBuffer>,
): Promise<InvitationRow | null> {
  const invitation = await tx.invitation.findFirst({
    where: {
      tokenHash,
      ...inForce(),
      OR: [{ workspace: { deletedAt: null } }, { groupId: { not: null } }],
    },
    select: INVITATION_ROW,
  });
  if (!invitation) return null;
  const { uses, maxUses } = invitation;
  return maxUses === null || uses < maxUses ? invitation : null;
}

/** A row as whoever holds the link sees it. */
export function previewOf({
  workspace,
  group,
  role,
  forGroups,
  createdBy,
}: InvitationRow): InvitationPreview {
  const invitedBy = createdBy?.displayName ?? null;
  if (group) return { leadsTo: { kind: 'group', ...group }, forGroups, invitedBy };
  if (!workspace || !role) throw new Error('An invitation leads nowhere.');
  return { leadsTo: { kind: 'workspace', ...workspace, role }, forGroups, invitedBy };
}

/** Of invitations that have neither ended nor been revoked; whether one is used up is seen in its row. */
export function inForce() {
  return { revokedAt: null, expiresAt: { gt: new Date() } };
}

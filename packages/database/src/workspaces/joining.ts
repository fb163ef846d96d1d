import type { Actor } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { NewPerson } from '@plenum/domain/accounts/schema';
import { AppError } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { hashToken } from '../access/tokens.ts';
import { checkRegistration } from '../accounts/instance.ts';
import { type CreatedPerson, insertPerson, personData } from '../accounts/new-person.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from './audit.ts';
import { findByToken, type InvitationPreview, type InvitationRow, previewOf } from './invitation-row.ts';
import { lockGroup, lockWorkspace } from './lock.ts';
import { enter } from './participations.ts';

/** A workspace to which an invitation leads. */
type WorkspaceAhead = Extract<InvitationPreview['leadsTo'], { kind: 'workspace' }>;

/**
 * Makes the person a member by an invitation link for people. Whoever is a member already keeps the greater of the two roles, and
 * uses nothing up.
 * @throws AppError `not_found` where the link is not in force, `conflict` where it invites groups.
 */
export async function acceptInvitation(
  { actor, db, personId }: Grant<'workspace.join'>,
  token: string,
): Promise<InvitationPreview> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  return changeAccess(db, { of: 'person', id: personId }, (tx) =>
    joinByInvitation(tx, { actor, personId, tokenHash }),
  );
}

/**
 * Brings a group that the person runs into a workspace by an invitation link for groups.
 * @throws AppError `not_found` where the link is not in force or not for groups, `conflict` where the group is there already.
 */
export async function acceptForGroup(
  { actor, db, groupId }: Grant<'group.manage'>,
  token: string,
): Promise<WorkspaceAhead> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  const concerned: { workspaceId?: WorkspaceId } = {};
  return changeAccess(
    db,
    () => (concerned.workspaceId === undefined ? [] : [{ of: 'workspace', id: concerned.workspaceId }]),
    async (tx) => {
      await lockGroup(tx, groupId);
      const { leadsTo } = await use(tx, tokenHash, async (invitation) => {
        const { leadsTo } = previewOf(invitation);
        if (!invitation.forGroups || leadsTo.kind !== 'workspace') throw noInvitation();
        const { id: workspaceId, role } = leadsTo;
        await enter(tx, { workspaceId, groupId, role });
        await audit(tx, { actor, workspaceId, what: 'groupJoined', groupId, role });
        concerned.workspaceId = workspaceId;
        return true;
      });
      if (leadsTo.kind !== 'workspace') throw noInvitation();
      return leadsTo;
    },
  );
}

/**
 * Makes an account by an invitation link, and the person a member, both or neither. By a link for groups it makes the account alone:
 * which group it is for is chosen next.
 * @throws AppError `not_found` where the link is not in force, `conflict` where the user name is taken.
 */
export async function createPersonByInvitation(
  { actor, db }: Grant<'instance.administer'>,
  { person, token }: { person: NewPerson; token: string },
): Promise<CreatedPerson & { invitation: InvitationPreview }> {
  const tokenHash = hashToken(db.secrets.tokenKey, token);
  await checkRegistration(db, { isInvited: true });
  // Before the costly hashing; the transaction decides for good.
  if (!(await findByToken(db.prisma, tokenHash))) throw noInvitation();
  const { data, recoveryCode } = await personData(person);
  return db.prisma.$transaction(async (tx) => {
    const personId = await insertPerson(tx, data);
    const found = await findByToken(tx, tokenHash);
    if (!found) throw noInvitation();
    const invitation = found.forGroups
      ? previewOf(found)
      : await joinByInvitation(tx, { actor, personId, tokenHash });
    return { personId, recoveryCode, invitation };
  });
}

/** Uses an invitation for people inside a transaction. */
async function joinByInvitation(
  tx: Prisma.TransactionClient,
  { actor, personId, tokenHash }: { actor: Actor; personId: PersonId; tokenHash: Uint8Array<ArrayBuffer> },
): Promise<InvitationPreview> {
  return use(tx, tokenHash, async (invitation) => {
    if (invitation.forGroups) {
      throw new AppError(
        'conflict',
        'This invitation is for a group. Choose which of your groups is to join.',
      );
    }
    const { leadsTo } = previewOf(invitation);
    const invitedById = invitation.createdById;
    if (leadsTo.kind === 'group') {
      const data = { groupId: leadsTo.id, personId, role: 'member', invitedById } as const;
      return (await tx.groupMember.createMany({ data, skipDuplicates: true })).count > 0;
    }
    const { id: workspaceId, role } = leadsTo;
    const where = { workspaceId_personId: { workspaceId, personId } };
    const present = await tx.membership.findUnique({ where, select: { role: true } });
    if (present && hasRole(present.role, role)) return false;
    if (present) await tx.membership.update({ where, data: { role } });
    else await tx.membership.create({ data: { workspaceId, personId, role, invitedById } });
    await tx.joinRequest.deleteMany({ where: { workspaceId, personId, groupId: null } });
    await audit(tx, { actor, workspaceId, what: 'memberJoined', personId, role });
    return true;
  });
}

/** Does what an invitation is for, with its workspace or group locked, and counts it where that was of use. */
async function use(
  tx: Prisma.TransactionClient,
  tokenHash: Uint8Array<ArrayBuffer>,
  join: (invitation: InvitationRow) => Promise<boolean>,
): Promise<InvitationPreview> {
  const found = await findByToken(tx, tokenHash);
  if (found?.workspace) await lockWorkspace(tx, found.workspace.id);
  if (found?.group) await lockGroup(tx, found.group.id);
  // Once more under the lock: a demotion that was under way has revoked it meanwhile, or others have used it up.
  const invitation = found && (await findByToken(tx, tokenHash));
  if (!invitation) throw noInvitation();
  if (await join(invitation)) {
    await tx.invitation.update({ where: { tokenHash }, data: { uses: { increment: 1 } } });
  }
  return previewOf(invitation);
}

function noInvitation(): AppError {
  return new AppError('not_found', 'This invitation is no longer valid. Ask for a new one.');
}

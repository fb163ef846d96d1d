import { personOf } from '@plenum/domain/access/actor';
import type { GroupRole } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import type { GroupPatch } from '@plenum/domain/groups/schema';
import type { GroupCard } from '@plenum/domain/groups/types';
import type { PersonId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { lockGroup } from '../workspaces/lock.ts';
import { changeStanding } from '../workspaces/standing.ts';

/** Makes a group with the person as its admin. */
export async function createGroup(
  { db, personId }: Grant<'group.create'>,
  { name }: { name: string },
): Promise<GroupCard> {
  const group = await db.prisma.group.create({
    data: { name, members: { create: { personId, role: 'admin' } } },
    select: { id: true, name: true, showsMembers: true },
  });
  return { ...group, role: 'admin' };
}

/** Changes a group's name, or whether others see who is in it. */
export async function patchGroup(
  { db, groupId }: Grant<'group.manage'>,
  { name, showsMembers }: GroupPatch,
): Promise<void> {
  await db.prisma.group.update({
    where: { id: groupId },
    data: { ...(name !== undefined && { name }), ...(showsMembers !== undefined && { showsMembers }) },
  });
}

/**
 * Gives somebody in a group another role. Whoever ceases to be an admin takes the group's invitations along, all of which they may
 * know.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the person is not in the group.
 */
export async function changeGroupRole(
  { db, groupId }: Grant<'group.manage'>,
  { personId, role }: { personId: PersonId; role: GroupRole },
): Promise<void> {
  await changeStanding(db, { groupId, concerned: { of: 'person', id: personId } }, async (tx) => {
    if (role !== 'admin') await revokeInvitations(tx, groupId);
    const { count } = await tx.groupMember.updateMany({ where: { groupId, personId }, data: { role } });
    if (count === 0) throw notFound();
  });
}

/**
 * Ends somebody's place in a group, and what they had through it, at once and everywhere; also all invitations, since they may know
 * one.
 * @throws AppError `conflict` where the group or one of its workspaces would have no admin left, `not_found` where the person is not
 * in the group.
 */
export async function removeFromGroup(
  { db, groupId }: Grant<'group.manage'>,
  personId: PersonId,
): Promise<void> {
  await changeStanding(db, { groupId, concerned: { of: 'person', id: personId } }, async (tx) => {
    await revokeInvitations(tx, groupId);
    const { count } = await tx.groupMember.deleteMany({ where: { groupId, personId } });
    if (count === 0) throw notFound();
  });
}

/**
 * Ends one's own place in a group, and the invitations one made oneself; an admin's leaving ends all that an admin sees.
 * @throws AppError `conflict` where the group or one of its workspaces would have no admin left.
 */
export async function leaveGroup({ actor, db, groupId, groupRole }: Grant<'group.leave'>): Promise<void> {
  const personId = personOf(actor);
  if (!personId) throw notFound();
  await changeStanding(db, { groupId, concerned: { of: 'person', id: personId } }, async (tx) => {
    await revokeInvitations(tx, groupId, groupRole === 'admin' ? undefined : personId);
    await tx.groupMember.deleteMany({ where: { groupId, personId } });
  });
}

/**
 * Ends a group that is in no workspace any more.
 * @throws AppError `conflict` where it is in one: it has to leave first, so that what it brought is settled.
 */
export async function deleteGroup({ db, groupId }: Grant<'group.manage'>): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await lockGroup(tx, groupId);
    if ((await tx.participation.count({ where: { groupId, workspace: { deletedAt: null } } })) > 0) {
      throw new AppError('conflict', 'This group is still in a workspace. Let it leave there first.');
    }
    await tx.group.delete({ where: { id: groupId } });
  });
}

async function revokeInvitations(
  tx: Prisma.TransactionClient,
  groupId: string,
  createdById?: PersonId,
): Promise<void> {
  await tx.invitation.updateMany({
    where: { groupId, revokedAt: null, ...(createdById !== undefined && { createdById }) },
    data: { revokedAt: new Date() },
  });
}

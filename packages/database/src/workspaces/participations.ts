import { type Actor, personOf } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import type { GroupId, WorkspaceId } from '@plenum/domain/ids';
import type { RepresentationChoice } from '@plenum/domain/workspaces/schema';
import type { ParticipationCard } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { PERSON_CARD } from '../accounts/reads.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from './audit.ts';
import { revokeInvitations } from './revoke-invitations.ts';
import { changeStanding } from './standing.ts';

/** Groups of a workspace that are listed, and people of each. */
const SHOWN = 200;

/**
 * The groups in a workspace, the oldest first, at most 200. Of a group that hides who is in it only its own people see more than a
 * count.
 */
export async function listParticipations({
  actor,
  db,
  workspaceId,
}: Grant<'workspace.read'>): Promise<ParticipationCard[]> {
  const personId = personOf(actor);
  const rows = await db.prisma.participation.findMany({
    where: { workspaceId },
    orderBy: { groupId: 'asc' },
    take: SHOWN,
    select: {
      groupId: true,
      role: true,
      representation: true,
      group: {
        select: {
          name: true,
          showsMembers: true,
          members: {
            where: { personId: { in: personId === null ? [] : [personId] } },
            select: { role: true },
          },
        },
      },
    },
  });
  const people = await db.prisma.$queryRaw<{ groupId: string; people: number }[]>`
    SELECT group_id::text AS "groupId", count(*)::int AS people FROM workspace_access
     WHERE workspace_id = ${workspaceId}::uuid AND group_id IS NOT NULL GROUP BY group_id`;
  const counts = new Map(people.map(({ groupId, people }) => [groupId, people]));
  return Promise.all(
    rows.map(async ({ groupId, role, representation, group }) => {
      const ownRole = group.members[0]?.role ?? null;
      const isShown = group.showsMembers || ownRole !== null;
      return {
        groupId,
        name: group.name,
        role,
        representation,
        people: counts.get(groupId) ?? 0,
        members: isShown ? await listActing(db.prisma, { workspaceId, groupId }) : null,
        ownRole,
      };
    }),
  );
}

/** Those of a group who act for it in a workspace. */
async function listActing(
  tx: Prisma.TransactionClient,
  { workspaceId, groupId }: { workspaceId: WorkspaceId; groupId: GroupId },
) {
  const acting = await tx.$queryRaw<{ id: string }[]>`
    SELECT person_id::text AS id FROM workspace_access
     WHERE workspace_id = ${workspaceId}::uuid AND group_id = ${groupId}::uuid ORDER BY person_id LIMIT ${SHOWN}`;
  const where = { id: { in: acting.map(({ id }) => id) } };
  return tx.person.findMany({ where, orderBy: { id: 'asc' }, select: PERSON_CARD });
}

/**
 * Brings a group that the person runs into a workspace that they manage, at once.
 * @throws AppError `conflict` where it is there already.
 */
export async function addOwnGroup(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { group: { groupId }, role }: { group: Grant<'group.manage'>; role: Role },
): Promise<void> {
  await changeStanding(
    db,
    { groupId, workspaceIds: [workspaceId], concerned: { of: 'workspace', id: workspaceId } },
    async (tx) => {
      await enter(tx, { workspaceId, groupId, role });
      await audit(tx, { actor, workspaceId, what: 'groupJoined', groupId, role });
    },
  );
}

/** Writes that a group is in a workspace, inside a transaction that has both locked. @throws AppError `conflict` where it is already. */
export async function enter(
  tx: Prisma.TransactionClient,
  participation: { workspaceId: WorkspaceId; groupId: GroupId; role: Role },
): Promise<void> {
  const { count } = await tx.participation.createMany({ data: participation, skipDuplicates: true });
  if (count === 0) throw new AppError('conflict', 'This group is in this workspace already.');
  await tx.joinRequest.deleteMany({
    where: { workspaceId: participation.workspaceId, groupId: participation.groupId },
  });
}

/**
 * Gives a group another role. That it is admin it alone can give up: else one admin could make all others readers, and then decide alone
 * what a second group has to confirm.
 * @throws AppError `conflict` where no admin would be left, `forbidden` where another group would cease to be admin, `not_found` where
 * the group is not in the workspace.
 */
export async function changeParticipationRole(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { groupId, role }: { groupId: GroupId; role: Role },
): Promise<void> {
  await changeStanding(
    db,
    { workspaceIds: [workspaceId], concerned: { of: 'workspace', id: workspaceId } },
    async (tx) => {
      const where = { workspaceId_groupId: { workspaceId, groupId } };
      const before = await tx.participation.findUnique({ where, select: { role: true } });
      if (!before) throw notFound();
      if (before.role === 'admin' && role !== 'admin' && !(await runsGroup(tx, { actor, groupId }))) {
        throw new AppError(
          'forbidden',
          'A group that is an admin gives that up itself. You can move that it has to leave.',
        );
      }
      await tx.participation.update({ where, data: { role } });
      await audit(tx, { actor, workspaceId, what: 'groupRole', groupId, role });
    },
  );
}

async function runsGroup(
  tx: Prisma.TransactionClient,
  { actor, groupId }: { actor: Actor; groupId: GroupId },
): Promise<boolean> {
  const personId = personOf(actor);
  return (
    personId !== null && (await tx.groupMember.count({ where: { groupId, personId, role: 'admin' } })) > 0
  );
}

/**
 * Chooses who of a group acts for it in a workspace. The group's own business: the workspace's admins have no say in it.
 * @throws AppError `conflict` where the workspace would have no admin left, `invalid_input` where somebody chosen is not in the
 * group, `not_found` where the group is not in the workspace.
 */
export async function chooseRepresentation(
  { actor, db, groupId }: Grant<'group.manage'>,
  { workspaceId, representation, delegateIds }: RepresentationChoice & { workspaceId: WorkspaceId },
): Promise<void> {
  await changeStanding(
    db,
    { groupId, workspaceIds: [workspaceId], concerned: { of: 'workspace', id: workspaceId } },
    async (tx) => {
      const where = { workspaceId, groupId };
      const { count } = await tx.participation.updateMany({ where, data: { representation } });
      if (count === 0) throw notFound();
      const chosen = [...new Set(delegateIds)];
      if ((await tx.groupMember.count({ where: { groupId, personId: { in: chosen } } })) !== chosen.length) {
        const message = 'Only somebody in the group can act for it. Choose again.';
        throw new AppError('invalid_input', message, { fields: { delegateIds: message } });
      }
      await tx.delegate.deleteMany({ where });
      await tx.delegate.createMany({ data: chosen.map((personId) => ({ ...where, personId })) });
      await audit(tx, { actor, workspaceId, what: 'groupRepresentation', groupId });
    },
  );
}

/**
 * Has a group leave a workspace: all who were there through it alone lose access at once. What it brought stays.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the group is not in the workspace.
 */
export async function leaveAsGroup(
  { actor, db, groupId }: Grant<'group.manage'>,
  workspaceId: WorkspaceId,
): Promise<void> {
  await changeStanding(
    db,
    { groupId, workspaceIds: [workspaceId], concerned: { of: 'workspace', id: workspaceId } },
    async (tx) => {
      await exit(tx, { workspaceId, groupId });
      await audit(tx, { actor, workspaceId, what: 'groupLeft', groupId });
    },
  );
}

/**
 * Ends a group's place in a workspace, and whatever else it had there, inside a transaction that has both locked.
 * @throws AppError `not_found` where it has none.
 */
export async function exit(
  tx: Prisma.TransactionClient,
  where: { workspaceId: WorkspaceId; groupId: GroupId },
): Promise<void> {
  const { count } = await tx.participation.deleteMany({ where });
  if (count === 0) throw notFound();
  const { workspaceId, groupId } = where;
  await tx.documentRule.deleteMany({ where: { groupId, document: { workspaceId } } });
  await tx.motion.deleteMany({ where });
  // Its people may know any link into the workspace.
  await revokeInvitations(tx, { workspaceId });
}

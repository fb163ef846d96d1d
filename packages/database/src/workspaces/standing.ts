import type { Role } from '@plenum/domain/access/roles';
import { AppError } from '@plenum/domain/errors';
import type { GroupId, PersonId, WorkspaceId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { AccessChange } from '../bus/bus.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { lockGroup, lockWorkspaces } from './lock.ts';
import { revokeInvitations, revokeInvitationsAbove } from './revoke-invitations.ts';

/** Whose standing changes: a person's in a workspace, a group's in one, or a person's in a group and in all of its workspaces. */
interface Change {
  groupId?: GroupId;
  workspaceIds?: readonly WorkspaceId[];
  /** Who is to be decided about again. */
  concerned: AccessChange | readonly AccessChange[];
}

/**
 * Runs a change of who is what in workspaces or in a group, one after the other with every other such change there. Whoever ceases to be
 * an admin of a workspace by it, in whatever way, takes the invitations along that offer more than is left to them.
 * @throws AppError `conflict` where a workspace or the group would have no admin left.
 */
export async function changeStanding<T>(
  db: Database,
  { groupId, workspaceIds, concerned }: Change,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return changeAccess(
    db,
    () => [concerned].flat(),
    async (tx) => {
      // Two admins who demote each other at the same moment must come one after the other.
      if (groupId !== undefined) await lockGroup(tx, groupId);
      const places = workspaceIds ?? (groupId === undefined ? [] : await placesOf(tx, groupId));
      await lockWorkspaces(tx, places);
      const admins = await adminsOf(tx, places);
      const result = await work(tx);
      await checkAdmins(tx, places);
      await settle(tx, { places, admins });
      if (groupId !== undefined && workspaceIds === undefined) await checkGroupAdmin(tx, groupId);
      return result;
    },
  );
}

/**
 * Runs the end of all that a person is in workspaces and groups, inside a transaction, one after the other with every other change there.
 * @throws AppError `conflict` where a workspace or a group would have no admin left.
 */
export async function endStandings(
  tx: Prisma.TransactionClient,
  personId: PersonId,
  work: () => Promise<void>,
): Promise<void> {
  const before = await standingsOf(tx, personId);
  for (const groupId of before.groupIds) await lockGroup(tx, groupId);
  await lockWorkspaces(tx, before.workspaceIds);
  // Nobody gives the person another place from here on; a place that came meanwhile is not locked.
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  const { groupIds, workspaceIds } = await standingsOf(tx, personId);
  const isLocked =
    groupIds.every((id) => before.groupIds.includes(id)) &&
    workspaceIds.every((id) => before.workspaceIds.includes(id));
  if (!isLocked) throw new AppError('conflict', 'Your places have just changed. Try again.');
  const admins = await adminsOf(tx, workspaceIds);
  await work();
  const isLast =
    (await withoutAdmin(tx, workspaceIds)) > 0 ||
    (await Promise.all(groupIds.map((id) => hasGroupAdmin(tx, id)))).includes(false);
  if (isLast) {
    throw new AppError(
      'conflict',
      'You are the last admin of a workspace or a group. Make somebody else an admin there, or delete it, first.',
    );
  }
  await settle(tx, { places: workspaceIds, admins });
}

/** Somebody who is an admin of a workspace, by themselves or through a group. */
interface Admin {
  workspaceId: WorkspaceId;
  personId: PersonId;
}

async function adminsOf(
  tx: Prisma.TransactionClient,
  workspaceIds: readonly WorkspaceId[],
): Promise<Admin[]> {
  return tx.$queryRaw<Admin[]>`
    SELECT DISTINCT workspace_id::text AS "workspaceId", person_id::text AS "personId" FROM workspace_access
     WHERE workspace_id = ANY(${workspaceIds}::uuid[]) AND role = 'admin'`;
}

/** Takes from those who have less in these workspaces than before what would bring it back; in a deleted one all rests as it is. */
async function settle(
  tx: Prisma.TransactionClient,
  { places, admins }: { places: readonly WorkspaceId[]; admins: readonly Admin[] },
): Promise<void> {
  await forgetRules(tx, places);
  const left = await tx.$queryRaw<{ workspaceId: WorkspaceId; role: Role | null }[]>`
    SELECT was."workspaceId"::text, max(a.role)::text AS role
      FROM unnest(${admins.map(({ workspaceId }) => workspaceId)}::uuid[], ${admins.map(({ personId }) => personId)}::uuid[])
             AS was("workspaceId", "personId")
      JOIN workspace w ON w.id = was."workspaceId" AND w.deleted_at IS NULL
      LEFT JOIN workspace_access a ON a.workspace_id = was."workspaceId" AND a.person_id = was."personId"
     GROUP BY was."workspaceId", was."personId" HAVING max(a.role) IS DISTINCT FROM 'admin'`;
  for (const { workspaceId, role } of left) {
    await (role === null
      ? revokeInvitations(tx, { workspaceId })
      : revokeInvitationsAbove(tx, { workspaceId, role }));
  }
}

/** The groups that a person is in, in the order in which they are locked, and all workspaces in which they are, by themselves or through them. */
async function standingsOf(
  tx: Prisma.TransactionClient,
  personId: PersonId,
): Promise<{ groupIds: GroupId[]; workspaceIds: WorkspaceId[] }> {
  const groups = await tx.groupMember.findMany({
    where: { personId },
    orderBy: { groupId: 'asc' },
    select: { groupId: true },
  });
  const groupIds = groups.map(({ groupId }) => groupId);
  const own = await tx.membership.findMany({ where: { personId }, select: { workspaceId: true } });
  const through = await tx.participation.findMany({
    where: { groupId: { in: groupIds } },
    select: { workspaceId: true },
  });
  return { groupIds, workspaceIds: [...own, ...through].map(({ workspaceId }) => workspaceId) };
}

async function placesOf(tx: Prisma.TransactionClient, groupId: GroupId): Promise<WorkspaceId[]> {
  const places = await tx.participation.findMany({ where: { groupId }, select: { workspaceId: true } });
  return places.map(({ workspaceId }) => workspaceId);
}

async function checkAdmins(
  tx: Prisma.TransactionClient,
  workspaceIds: readonly WorkspaceId[],
): Promise<void> {
  if ((await withoutAdmin(tx, workspaceIds)) > 0) {
    throw new AppError(
      'conflict',
      'This workspace would have no admin left. Make somebody else an admin first.',
    );
  }
}

/** How many of the workspaces have no admin. */
async function withoutAdmin(
  tx: Prisma.TransactionClient,
  workspaceIds: readonly WorkspaceId[],
): Promise<number> {
  const without = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspace w
     WHERE w.id = ANY(${workspaceIds}::uuid[]) AND w.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.role = 'admin')`;
  return without.length;
}

/** Whoever is in a workspace no more keeps no claim on documents there, also for a later return. */
export async function forgetRules(
  tx: Prisma.TransactionClient,
  workspaceIds: readonly WorkspaceId[],
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM document_rule r USING document d, workspace w
     WHERE d.id = r.document_id AND w.id = d.workspace_id AND w.deleted_at IS NULL AND d.workspace_id = ANY(${workspaceIds}::uuid[]) AND r.person_id IS NOT NULL
       AND NOT EXISTS (
             SELECT 1 FROM workspace_access a WHERE a.workspace_id = d.workspace_id AND a.person_id = r.person_id
           )`;
}

async function checkGroupAdmin(tx: Prisma.TransactionClient, groupId: GroupId): Promise<void> {
  if (await hasGroupAdmin(tx, groupId)) return;
  throw new AppError('conflict', 'This group would have no admin left. Make somebody else an admin first.');
}

async function hasGroupAdmin(tx: Prisma.TransactionClient, groupId: GroupId): Promise<boolean> {
  return (await tx.groupMember.count({ where: { groupId, role: 'admin' } })) > 0;
}

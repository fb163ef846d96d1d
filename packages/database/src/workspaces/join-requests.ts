import type { Role } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import type { JoinRequestId, WorkspaceId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { JoinRequestCard, OpenWorkspace } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { PERSON_CARD } from '../accounts/reads.ts';
import type { Prisma } from '../generated/client.ts';
import { afterId, pageOf } from '../page.ts';
import { audit } from './audit.ts';
import { lockGroup, lockWorkspace } from './lock.ts';
import { enter } from './participations.ts';
import { changeStanding } from './standing.ts';

/** Requests that wait in a workspace at once, and of one person in all; more are refused. */
const MOST_WAITING = 500;
const MOST_OF_ONE = 50;

/** The workspaces that let strangers know of them and that the person is not in, oldest first, a page at a time. */
export async function listOpenWorkspaces(
  { db, personId }: Grant<'workspace.list'>,
  page: PageQuery,
): Promise<Page<OpenWorkspace>> {
  const { gt: after = null } = afterId(page);
  const { rows } = await db.pool.query<OpenWorkspace>({
    name: 'open workspaces',
    text: `SELECT w.id, w.name, w.joining,
                  EXISTS (SELECT 1 FROM join_request r
                           WHERE r.workspace_id = w.id AND r.person_id = $1 AND r.group_id IS NULL) AS "isAskedFor"
             FROM workspace w
            WHERE w.joining <> 'closed' AND w.deleted_at IS NULL AND ($2::uuid IS NULL OR w.id > $2)
              AND NOT EXISTS (SELECT 1 FROM workspace_access a WHERE a.workspace_id = w.id AND a.person_id = $1)
            ORDER BY w.id LIMIT $3`,
    values: [personId, after, page.limit + 1],
  });
  return pageOf({ rows, limit: page.limit, cursorOf: ({ id }) => id });
}

/**
 * Comes into an open workspace, with the role that it gives.
 * @throws AppError `not_found` where it is not open: a closed one answers like one that does not exist.
 */
export async function joinOpenWorkspace(
  { actor, db, personId }: Grant<'workspace.join'>,
  workspaceId: WorkspaceId,
): Promise<{ slug: string }> {
  return changeStanding(
    db,
    { workspaceIds: [workspaceId], concerned: { of: 'person', id: personId } },
    async (tx) => {
      const { openRole: role, slug } = await find(tx, { workspaceId, joining: 'open' });
      const { count } = await tx.membership.createMany({
        data: { workspaceId, personId, role },
        skipDuplicates: true,
      });
      if (count > 0) await audit(tx, { actor, workspaceId, what: 'memberJoined', personId, role });
      return { slug };
    },
  );
}

/**
 * Asks to be let in; asking again replaces the message.
 * @param group the group that is to join, where it is not the person alone.
 * @throws AppError `not_found` where the workspace takes no requests: a closed one answers like one that does not exist.
 */
export async function requestToJoin(
  { db, personId }: Grant<'workspace.join'>,
  request: {
    workspaceId: WorkspaceId;
    message?: string | undefined;
    group?: Grant<'group.manage'> | undefined;
  },
): Promise<void> {
  const { workspaceId, message, group } = request;
  const groupId = group?.groupId ?? null;
  await db.prisma.$transaction(async (tx) => {
    if (groupId !== null) await lockGroup(tx, groupId);
    await lockWorkspace(tx, workspaceId);
    // A group may ask where people come in by themselves: that it joins as one is another matter.
    await find(tx, { workspaceId, joining: groupId === null ? 'requests' : { in: ['requests', 'open'] } });
    if (groupId !== null && (await tx.participation.count({ where: { workspaceId, groupId } })) > 0) {
      throw new AppError('conflict', 'This group is in this workspace already.');
    }
    const which = { workspaceId, personId, groupId };
    await tx.joinRequest.deleteMany({ where: which });
    const [waiting, own] = [
      await tx.joinRequest.count({ where: { workspaceId } }),
      await tx.joinRequest.count({ where: { personId } }),
    ];
    if (waiting >= MOST_WAITING || own >= MOST_OF_ONE) {
      throw new AppError('too_many', 'Too many requests are waiting. Try again another day.');
    }
    await tx.joinRequest.create({ data: { ...which, message: message || null } });
  });
}

/** Takes one's own request back. */
export async function withdrawRequest(
  { db, personId }: Grant<'workspace.join'>,
  workspaceId: WorkspaceId,
): Promise<void> {
  await db.prisma.joinRequest.deleteMany({ where: { workspaceId, personId } });
}

/** The requests that wait in a workspace, oldest first, a page at a time. */
export async function listJoinRequests(
  { db, workspaceId }: Grant<'workspace.manage'>,
  page: PageQuery,
): Promise<Page<JoinRequestCard>> {
  const rows = await db.prisma.joinRequest.findMany({
    where: { workspaceId, id: afterId(page) },
    orderBy: { id: 'asc' },
    take: page.limit + 1,
    select: {
      id: true,
      message: true,
      createdAt: true,
      person: { select: PERSON_CARD },
      group: { select: { id: true, name: true } },
    },
  });
  return pageOf({ rows, limit: page.limit, cursorOf: ({ id }) => id });
}

/**
 * Lets in who has asked, as what the admin says. A group is let in only while the person who asked for it still runs it.
 * @throws AppError `not_found` where there is no such request any more.
 */
export async function acceptRequest(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { requestId, role }: { requestId: JoinRequestId; role: Role },
): Promise<void> {
  const asked = await db.prisma.joinRequest.findFirst({
    where: { id: requestId, workspaceId },
    select: { personId: true, groupId: true },
  });
  if (!asked) throw notFound();
  const { personId, groupId } = asked;
  await changeStanding(
    db,
    {
      ...(groupId !== null && { groupId }),
      workspaceIds: [workspaceId],
      concerned: groupId === null ? { of: 'person', id: personId } : { of: 'workspace', id: workspaceId },
    },
    async (tx) => {
      const { count } = await tx.joinRequest.deleteMany({ where: { id: requestId, workspaceId } });
      if (count === 0) throw notFound();
      if (groupId === null) {
        await tx.membership.createMany({ data: { workspaceId, personId, role }, skipDuplicates: true });
      } else {
        const runs = await tx.groupMember.count({ where: { groupId, personId, role: 'admin' } });
        if (runs === 0) throw notFound();
        await enter(tx, { workspaceId, groupId, role });
      }
      await audit(tx, {
        actor,
        workspaceId,
        what: 'requestAccepted',
        ...(groupId === null ? { personId } : { groupId }),
        role,
      });
    },
  );
}

/** Does not let in who has asked. */
export async function declineRequest(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  requestId: JoinRequestId,
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const where = { id: requestId, workspaceId };
    const asked = await tx.joinRequest.findFirst({ where, select: { personId: true, groupId: true } });
    if (!asked) throw notFound();
    await tx.joinRequest.deleteMany({ where });
    const { personId, groupId } = asked;
    await audit(tx, {
      actor,
      workspaceId,
      what: 'requestDeclined',
      ...(groupId === null ? { personId } : { groupId }),
    });
  });
}

async function find(
  tx: Prisma.TransactionClient,
  { workspaceId, joining }: { workspaceId: WorkspaceId; joining: Prisma.WorkspaceWhereInput['joining'] & {} },
): Promise<{ slug: string; openRole: Role }> {
  const workspace = await tx.workspace.findFirst({
    where: { id: workspaceId, joining, deletedAt: null },
    select: { slug: true, openRole: true },
  });
  if (!workspace) throw notFound();
  return workspace;
}

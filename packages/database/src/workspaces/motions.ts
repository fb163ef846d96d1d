import { personOf } from '@plenum/domain/access/actor';
import { AppError, notFound } from '@plenum/domain/errors';
import type { GroupId, MotionId, PersonId, WorkspaceId } from '@plenum/domain/ids';
import { confirmersOf } from '@plenum/domain/workspaces/rules';
import type { MotionKind, NewMotion } from '@plenum/domain/workspaces/schema';
import type { AdminStanding, MotionCard } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from './audit.ts';
import { exit } from './participations.ts';
import { changeStanding } from './standing.ts';
import { takeDocuments } from './taking.ts';

/** Days between a motion that nobody can confirm and its being carried out, in which any admin can stop it. */
export const NOTICE_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** A motion as it is stored. */
interface Motion {
  id: MotionId;
  kind: MotionKind;
  groupId: GroupId | null;
  targetId: WorkspaceId | null;
  madeById: PersonId;
  madeAt: Date;
  dueAt: Date | null;
}

/** What waits in a workspace for a second admin or for its time, oldest first. */
export async function listMotions({
  actor,
  db,
  workspaceId,
}: Grant<'workspace.manage'>): Promise<MotionCard[]> {
  const [motions, admins] = await Promise.all([
    db.prisma.motion.findMany({
      where: { workspaceId },
      orderBy: { id: 'asc' },
      include: { group: { select: { id: true, name: true } }, madeBy: { select: { displayName: true } } },
    }),
    adminsOf(db.prisma, workspaceId),
  ]);
  const personId = personOf(actor);
  return motions.map((motion) => ({
    id: motion.id,
    kind: motion.kind,
    group: motion.group,
    madeBy: motion.madeBy.displayName,
    madeAt: motion.madeAt,
    dueAt: motion.dueAt,
    canConfirm: personId !== null && confirmersOf(motion, admins).includes(personId),
    canStop: canStop(motion, personId),
  }));
}

/** What waits under this id, as {@link listMotions} tells it. */
export async function getMotion(grant: Grant<'workspace.manage'>, id: MotionId): Promise<MotionCard> {
  const motion = (await listMotions(grant)).find((each) => each.id === id);
  if (!motion) throw notFound();
  return motion;
}

/**
 * Moves that a group is to leave, or that the workspace is to be deleted; resolves to the motion's id.
 * @throws AppError `conflict` where that has been moved already, `not_found` where the group is not in the workspace.
 */
export async function makeMotion(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  motion: NewMotion,
): Promise<MotionId> {
  const madeById = personOf(actor);
  if (madeById === null) throw notFound();
  const groupId = motion.kind === 'expelGroup' ? motion.groupId : null;
  return changeStanding(db, { workspaceIds: [workspaceId], concerned: [] }, async (tx) => {
    if (groupId !== null && (await tx.participation.count({ where: { workspaceId, groupId } })) === 0) {
      throw notFound();
    }
    const id = await insert(tx, { workspaceId, kind: motion.kind, groupId, madeById });
    await audit(tx, { actor, workspaceId, what: 'motionMade', ...(groupId !== null && { groupId }) });
    return id;
  });
}

/**
 * Moves that a group takes with it what it brought, into another workspace that the person manages, and leaves.
 * @throws AppError `conflict` where that has been moved already, `not_found` where the group is not in the workspace.
 */
export async function moveToTake(
  { actor, db, groupId }: Grant<'group.manage'>,
  { workspaceId, target }: { workspaceId: WorkspaceId; target: Grant<'workspace.manage'> },
): Promise<void> {
  const madeById = personOf(actor);
  if (madeById === null || target.workspaceId === workspaceId) throw notFound();
  await changeStanding(db, { groupId, workspaceIds: [workspaceId], concerned: [] }, async (tx) => {
    if ((await tx.participation.count({ where: { workspaceId, groupId } })) === 0) throw notFound();
    await dropVain(tx, { workspaceId, groupId });
    await insert(tx, { workspaceId, kind: 'takeDocuments', groupId, madeById, targetId: target.workspaceId });
    await audit(tx, { actor, workspaceId, what: 'motionMade', groupId });
  });
}

/**
 * Confirms what another admin has moved, and carries it out.
 * @throws AppError `forbidden` where somebody else has to confirm it, `not_found` where there is no such motion any more.
 */
export async function confirmMotion(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  id: MotionId,
): Promise<void> {
  const personId = personOf(actor);
  await carryOut(db, { workspaceId, id, actor }, async (tx, motion) => {
    const confirmers = confirmersOf(motion, await adminsOf(tx, workspaceId));
    if (personId === null || !confirmers.includes(personId)) {
      throw new AppError('forbidden', 'An admin of another group has to confirm this.');
    }
  });
}

/**
 * Carries out what has been announced for long enough; for the instance's housekeeping. Resolves to how many.
 * @throws AggregateError, once all were tried, where some could not be carried out for another reason than the present state.
 */
export async function carryOutDueMotions({ actor, db }: Grant<'instance.administer'>): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for await (const motion of dueMotions(db)) {
    try {
      await carryOut(db, { ...motion, actor }, async () => {});
      done += 1;
    } catch (error) {
      // Stopped meanwhile, or it would leave the workspace without an admin: then it waits.
      if (!(error instanceof AppError)) failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'motions could not be carried out');
  return done;
}

/** Motions that are asked for at a time. */
const BATCH = 100;

/** All that is due now, the oldest first: what waits keeps nothing behind it waiting. */
async function* dueMotions({
  prisma,
}: Database): AsyncGenerator<Pick<Motion, 'id'> & { workspaceId: WorkspaceId }> {
  const now = new Date();
  for (let last: MotionId | null = null; ; ) {
    const due: (Pick<Motion, 'id'> & { workspaceId: WorkspaceId })[] = await prisma.motion.findMany({
      where: {
        dueAt: { lte: now },
        workspace: { deletedAt: null },
        ...(last !== null && { id: { gt: last } }),
      },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true, workspaceId: true },
    });
    yield* due;
    last = due.at(-1)?.id ?? null;
    if (last === null) return;
  }
}

/**
 * Takes a motion back: whoever made it, and any admin where nobody has to confirm it.
 * @throws AppError `forbidden` for anybody else, `not_found` where there is no such motion any more.
 */
export async function stopMotion(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  id: MotionId,
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const motion = await tx.motion.findFirst({ where: { id, workspaceId } });
    if (!motion) throw notFound();
    if (!canStop(motion, personOf(actor))) {
      throw new AppError('forbidden', 'Only whoever moved this can take it back.');
    }
    await tx.motion.deleteMany({ where: { id } });
    await audit(tx, {
      actor,
      workspaceId,
      what: 'motionStopped',
      ...(motion.groupId !== null && { groupId: motion.groupId }),
    });
  });
}

function canStop(
  { madeById, dueAt }: Pick<Motion, 'madeById' | 'dueAt'>,
  personId: PersonId | null,
): boolean {
  return personId !== null && (dueAt !== null || madeById === personId);
}

async function insert(
  tx: Prisma.TransactionClient,
  motion: Pick<Motion, 'kind' | 'groupId' | 'madeById'> & {
    workspaceId: WorkspaceId;
    targetId?: WorkspaceId;
  },
): Promise<MotionId> {
  const { workspaceId, kind, groupId } = motion;
  if ((await tx.motion.count({ where: { workspaceId, kind, groupId } })) > 0) {
    throw new AppError('conflict', 'This has been moved already, and waits.');
  }
  const canBeConfirmed = confirmersOf(motion, await adminsOf(tx, workspaceId)).length > 0;
  const dueAt = canBeConfirmed ? null : new Date(Date.now() + NOTICE_DAYS * DAY);
  const { id } = await tx.motion.create({ data: { ...motion, dueAt }, select: { id: true } });
  return id;
}

async function carryOut(
  db: Database,
  { workspaceId, id, actor }: Pick<Grant<'workspace.manage'>, 'actor' | 'workspaceId'> & { id: MotionId },
  check: (tx: Prisma.TransactionClient, motion: Motion) => Promise<void>,
): Promise<void> {
  const where = { id, workspaceId };
  const motion = await db.prisma.motion.findFirst({ where });
  if (!motion) throw notFound();
  const { groupId, targetId } = motion;
  const workspaceIds = [workspaceId, ...(targetId === null ? [] : [targetId])];
  const concerned = workspaceIds.map((id) => ({ of: 'workspace', id }) as const);
  await changeStanding(db, { ...(groupId !== null && { groupId }), workspaceIds, concerned }, async (tx) => {
    await check(tx, motion);
    // Once, also for two who confirm it at the same moment.
    const { count } = await tx.motion.deleteMany({ where });
    if (count === 0) throw notFound();
    if (motion.kind === 'deleteWorkspace') {
      await tx.workspace.update({ where: { id: workspaceId }, data: { deletedAt: new Date() } });
      await audit(tx, { actor, workspaceId, what: 'workspaceDeleted' });
      return;
    }
    if (groupId === null) throw notFound();
    if (motion.kind === 'takeDocuments' && targetId !== null) {
      await checkTaker(tx, { groupId, targetId, personId: motion.madeById });
      await takeDocuments(tx, { workspaceId, groupId, targetId });
    }
    await exit(tx, { workspaceId, groupId });
    await audit(tx, {
      actor,
      workspaceId,
      what: motion.kind === 'expelGroup' ? 'groupExpelled' : 'groupLeft',
      groupId,
    });
  });
}

/** Drops what could not be carried out any more, so that it can be moved anew. */
async function dropVain(
  tx: Prisma.TransactionClient,
  where: { workspaceId: WorkspaceId; groupId: GroupId },
): Promise<void> {
  const waiting = await tx.motion.findMany({ where: { ...where, kind: 'takeDocuments' } });
  for (const { id, targetId, madeById } of waiting) {
    const mayTake =
      targetId !== null && (await canTake(tx, { groupId: where.groupId, targetId, personId: madeById }));
    if (!mayTake) await tx.motion.deleteMany({ where: { id } });
  }
}

interface Taker {
  groupId: GroupId;
  targetId: WorkspaceId;
  personId: PersonId;
}

/** Whoever moved it may have ceased to run the group, or the place where its documents go; that may be deleted, too. */
async function canTake(
  tx: Prisma.TransactionClient,
  { groupId, targetId, personId }: Taker,
): Promise<boolean> {
  const takers = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM workspace w
      JOIN workspace_access a ON a.workspace_id = w.id AND a.person_id = ${personId}::uuid AND a.role = 'admin'
      JOIN group_member m ON m.group_id = ${groupId}::uuid AND m.person_id = a.person_id AND m.role = 'admin'
     WHERE w.id = ${targetId}::uuid AND w.deleted_at IS NULL LIMIT 1`;
  return takers.length > 0;
}

async function checkTaker(tx: Prisma.TransactionClient, taker: Taker): Promise<void> {
  if (await canTake(tx, taker)) return;
  throw new AppError(
    'conflict',
    'Whoever moved this no longer runs the group, or the workspace where its documents would go. It has to be moved anew.',
  );
}

async function adminsOf(tx: Prisma.TransactionClient, workspaceId: WorkspaceId): Promise<AdminStanding[]> {
  return tx.$queryRaw<AdminStanding[]>`
    SELECT person_id::text AS "personId", array_agg(group_id::text) AS groups FROM workspace_access
     WHERE workspace_id = ${workspaceId}::uuid AND role = 'admin' GROUP BY person_id`;
}

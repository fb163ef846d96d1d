import { randomInt } from 'node:crypto';
import { personOf } from '@plenum/domain/access/actor';
import type { Role } from '@plenum/domain/access/roles';
import { AppError, notFound } from '@plenum/domain/errors';
import type { PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import type { WorkspacePatch } from '@plenum/domain/workspaces/schema';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { isTaken } from '../unique.ts';
import { audit } from './audit.ts';
import { revokeInvitations } from './revoke-invitations.ts';
import { changeStanding, forgetRules } from './standing.ts';

/** Days for which a deleted workspace is kept. */
export const DELETED_WORKSPACE_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** How many addresses are tried for a name that others have too. */
const SLUG_TRIES = 5;

/** Makes a workspace with the person as its admin. */
export async function createWorkspace(
  { db, personId }: Grant<'workspace.create'>,
  { name, searchLanguage = 'simple' }: { name: string; searchLanguage?: SearchLanguage },
): Promise<WorkspaceCard> {
  const slug = slugFromName(name);
  for (let attempt = 1; ; attempt++) {
    try {
      const workspace = await db.prisma.workspace.create({
        data: {
          name,
          searchLanguage,
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

/** Changes a workspace's name, who may come in, and how long its log and its chats are kept; its address stays, so that links keep working. */
export async function patchWorkspace(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { name, joining, openRole, guestsWrite, auditDays, chatDays, searchLanguage }: WorkspacePatch,
): Promise<void> {
  // Whether guests write holds for the sockets that are open, too.
  await changeAccess(db, { of: 'workspace', id: workspaceId }, async (tx) => {
    await tx.workspace.update({
      where: { id: workspaceId },
      data: {
        ...(name !== undefined && { name }),
        ...(joining !== undefined && { joining }),
        ...(openRole !== undefined && { openRole }),
        ...(guestsWrite !== undefined && { guestsWrite }),
        ...(auditDays !== undefined && { auditDays }),
        ...(chatDays !== undefined && { chatDays }),
        ...(searchLanguage !== undefined && { searchLanguage }),
      },
    });
    await audit(tx, { actor, workspaceId, what: 'workspaceSettings' });
  });
}

/**
 * Takes back that a workspace was deleted, while it is still kept. What was moved in it before has to be moved anew: nobody could have
 * stopped it meanwhile.
 * @throws AppError `not_found` where no deleted workspace has this address.
 */
export async function restoreWorkspace(
  { actor, db }: Grant<'instance.administer'>,
  slug: string,
): Promise<WorkspaceCard> {
  const notDeleted = new AppError(
    'not_found',
    'No workspace with this address was deleted in the last thirty days.',
  );
  const where = { slug, deletedAt: { gte: new Date(Date.now() - DELETED_WORKSPACE_DAYS * DAY) } };
  const deleted = await db.prisma.workspace.findFirst({
    where,
    select: { id: true, name: true, slug: true },
  });
  if (!deleted) throw notDeleted;
  const { id: workspaceId } = deleted;
  await changeAccess(db, { of: 'workspace', id: workspaceId }, async (tx) => {
    const { count } = await tx.workspace.updateMany({ where, data: { deletedAt: null } });
    if (count === 0) throw notDeleted;
    await tx.motion.deleteMany({ where: { workspaceId } });
    // Meanwhile nobody could look after rules and links: who has lost what by them is not known any more.
    await forgetRules(tx, [workspaceId]);
    await revokeInvitations(tx, { workspaceId });
    await audit(tx, { actor, workspaceId, what: 'workspaceRestored' });
  });
  return { ...deleted, role: null };
}

/**
 * Gives a member another role.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the person has no place of their own here.
 */
export async function changeRole(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { personId, role }: { personId: PersonId; role: Role },
): Promise<void> {
  await changeStanding(db, ofPerson(workspaceId, personId), async (tx) => {
    const where = { workspaceId, personId };
    const { count } = await tx.membership.updateMany({ where, data: { role } });
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'memberRole', personId, role });
  });
}

/**
 * Ends somebody's membership, and all invitations: they may know one, if only the one that they came by. What they have through a
 * group stays.
 * @throws AppError `conflict` where no admin would be left, `not_found` where the person has no place of their own here.
 */
export async function removeMember(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  personId: PersonId,
): Promise<void> {
  await changeStanding(db, ofPerson(workspaceId, personId), async (tx) => {
    await revokeInvitations(tx, { workspaceId });
    await endMembership(tx, { workspaceId, personId });
    await audit(tx, { actor, workspaceId, what: 'memberRemoved', personId });
  });
}

/**
 * Ends one's own membership, and the invitations one made oneself.
 * @throws AppError `conflict` where no admin would be left, or where one is here through a group alone.
 */
export async function leaveWorkspace({ actor, db, workspaceId }: Grant<'workspace.leave'>): Promise<void> {
  const personId = personOf(actor);
  if (!personId) throw notFound();
  await changeStanding(db, ofPerson(workspaceId, personId), async (tx) => {
    await revokeInvitations(tx, { workspaceId, createdById: personId });
    if ((await tx.membership.count({ where: { workspaceId, personId } })) === 0) {
      throw new AppError(
        'conflict',
        'You are here through a group. Leave the group, or let it leave or choose others to act for it.',
      );
    }
    await endMembership(tx, { workspaceId, personId });
    await audit(tx, { actor, workspaceId, what: 'memberLeft', personId });
  });
}

async function endMembership(
  tx: Prisma.TransactionClient,
  where: { workspaceId: WorkspaceId; personId: PersonId },
): Promise<void> {
  const { count } = await tx.membership.deleteMany({ where });
  if (count === 0) throw notFound();
}

function ofPerson(workspaceId: WorkspaceId, personId: PersonId) {
  return { workspaceIds: [workspaceId], concerned: { of: 'person', id: personId } } as const;
}

import { personOf } from '@plenum/domain/access/actor';
import { notFound } from '@plenum/domain/errors';
import type { GroupCard, GroupMember, GroupPlace } from '@plenum/domain/groups/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { PERSON_CARD } from '../accounts/reads.ts';
import { listWrittenDocuments, type WrittenDocument } from '../documents/written.ts';
import { afterId, pageOf } from '../page.ts';

/** The columns of a GroupCard, but for the role. */
const GROUP_CARD = { id: true, name: true, showsMembers: true } as const;

/** Workspaces of a group that are listed, and delegates of each. */
const PLACES_SHOWN = 200;

/** The groups that a person is in, oldest first. */
export async function listGroups(
  { db, personId }: Grant<'group.list'>,
  page: PageQuery,
): Promise<Page<GroupCard>> {
  const rows = await db.prisma.groupMember.findMany({
    where: { personId, groupId: afterId(page) },
    orderBy: { groupId: 'asc' },
    take: page.limit + 1,
    select: { role: true, group: { select: GROUP_CARD } },
  });
  return pageOf({
    rows: rows.map(({ role, group }) => ({ ...group, role })),
    limit: page.limit,
    cursorOf: ({ id }) => id,
  });
}

/** Every group of the instance. */
export async function listAllGroups({ db }: Grant<'instance.administer'>): Promise<GroupCard[]> {
  const groups = await db.prisma.group.findMany({ orderBy: { name: 'asc' }, select: GROUP_CARD });
  return groups.map((group) => ({ ...group, role: null }));
}

/** A group as the one who asks sees it. */
export async function getGroup({ db, groupId, groupRole }: Grant<'group.read'>): Promise<GroupCard> {
  const group = await db.prisma.group.findUnique({ where: { id: groupId }, select: GROUP_CARD });
  if (!group) throw notFound();
  return { ...group, role: groupRole };
}

/** Who is in a group, the oldest account first, a page at a time. */
export async function listGroupMembers(
  { db, groupId }: Grant<'group.read'>,
  page: PageQuery,
): Promise<Page<GroupMember>> {
  const rows = await db.prisma.groupMember.findMany({
    where: { groupId, personId: afterId(page) },
    orderBy: { personId: 'asc' },
    take: page.limit + 1,
    select: { role: true, person: { select: PERSON_CARD } },
  });
  return pageOf({
    rows: rows.map(({ role, person }) => ({ ...person, role })),
    limit: page.limit,
    cursorOf: ({ id }) => id,
  });
}

/**
 * The documents of a workspace that somebody in the group made or wrote in, the oldest first; whether whoever asks may read each is still
 * to be asked. Nothing for whoever is no person.
 */
export async function* listCoWritten(
  { actor, db, groupId }: Grant<'group.read'>,
  workspaceId: WorkspaceId,
): AsyncGenerator<WrittenDocument> {
  const askerId = personOf(actor);
  if (askerId === null) return;
  const members = await db.prisma.groupMember.findMany({ where: { groupId }, select: { personId: true } });
  const authorIds = members.map(({ personId }) => personId);
  yield* listWrittenDocuments(db, { askerId, authorIds, workspaceId });
}

/** The workspaces that a group is in, and who acts for it there; at most 200. */
export async function listGroupPlaces({ db, groupId }: Grant<'group.read'>): Promise<GroupPlace[]> {
  const places = await db.prisma.participation.findMany({
    where: { groupId, workspace: { deletedAt: null } },
    orderBy: { workspaceId: 'asc' },
    take: PLACES_SHOWN,
    select: {
      role: true,
      representation: true,
      workspace: { select: { id: true, name: true, slug: true } },
      delegates: {
        orderBy: { personId: 'asc' },
        take: PLACES_SHOWN,
        select: { member: { select: { person: { select: PERSON_CARD } } } },
      },
    },
  });
  return places.map(({ workspace, delegates, ...place }) => ({
    workspaceId: workspace.id,
    name: workspace.name,
    slug: workspace.slug,
    ...place,
    delegates: delegates.map(({ member }) => member.person),
  }));
}

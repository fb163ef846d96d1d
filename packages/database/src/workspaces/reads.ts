import { notFound } from '@plenum/domain/errors';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { WorkspaceCard, WorkspaceMember } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { PERSON_CARD } from '../accounts/reads.ts';
import { afterId, pageOf } from '../page.ts';

/** The workspaces that a person is in, oldest first. */
export async function listWorkspaces(
  { db, personId }: Grant<'workspace.list'>,
  page: PageQuery,
): Promise<Page<WorkspaceCard>> {
  const memberships = await db.prisma.membership.findMany({
    where: { personId, workspaceId: afterId(page) },
    orderBy: { workspaceId: 'asc' },
    take: page.limit + 1,
    select: { role: true, workspace: { select: { id: true, name: true, slug: true } } },
  });
  return pageOf({
    rows: memberships.map(({ role, workspace }) => ({ ...workspace, role })),
    limit: page.limit,
    cursorOf: (workspace) => workspace.id,
  });
}

/** Every workspace of the instance. */
export async function listAllWorkspaces({ db }: Grant<'instance.administer'>): Promise<WorkspaceCard[]> {
  const select = { id: true, name: true, slug: true };
  const workspaces = await db.prisma.workspace.findMany({ orderBy: { name: 'asc' }, select });
  return workspaces.map((workspace) => ({ ...workspace, role: null }));
}

/** A workspace as the one who asks sees it. */
export async function getWorkspace({
  db,
  workspaceId,
  role,
}: Grant<'workspace.read'>): Promise<WorkspaceCard> {
  const select = { id: true, name: true, slug: true };
  const workspace = await db.prisma.workspace.findUnique({ where: { id: workspaceId }, select });
  if (!workspace) throw notFound();
  return { ...workspace, role };
}

/** The id behind a workspace's address, for the one who will be asked for access next; null where there is none. */
export async function findWorkspaceId({ db }: Grant<'workspace.list'>, slug: string): Promise<string | null> {
  // PostgreSQL's text cannot hold NUL, so no workspace has such an address; asking would be an error.
  if (slug.includes('\0')) return null;
  return (await db.prisma.workspace.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
}

/** Who is in a workspace, the oldest account first, a page at a time. */
export async function listMembers(
  { db, workspaceId }: Grant<'workspace.read'>,
  page: PageQuery,
): Promise<Page<WorkspaceMember>> {
  const memberships = await db.prisma.membership.findMany({
    where: { workspaceId, personId: afterId(page) },
    orderBy: { personId: 'asc' },
    take: page.limit + 1,
    select: { role: true, person: { select: PERSON_CARD } },
  });
  return pageOf({
    rows: memberships.map(({ role, person }) => ({ ...person, role })),
    limit: page.limit,
    cursorOf: (member) => member.id,
  });
}

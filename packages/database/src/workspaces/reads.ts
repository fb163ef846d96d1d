import { notFound } from '@plenum/domain/errors';
import type { Page, PageQuery } from '@plenum/domain/page';
import { SEARCH_LANGUAGES } from '@plenum/domain/workspaces/languages';
import type { WorkspaceCard, WorkspaceMember, WorkspaceSettings } from '@plenum/domain/workspaces/types';
import type { Grant } from '../access/grant.ts';
import { PERSON_CARD } from '../accounts/reads.ts';
import { afterId, pageOf } from '../page.ts';

/** The workspaces that a person is in, by a place of their own or through groups, oldest first. */
export async function listWorkspaces(
  { db, personId }: Grant<'workspace.list'>,
  page: PageQuery,
): Promise<Page<WorkspaceCard>> {
  const { gt: after = null } = afterId(page);
  const { rows } = await db.pool.query<WorkspaceCard>({
    name: 'workspaces of a person',
    text: `SELECT w.id, w.name, w.slug, a.role
             FROM (SELECT workspace_id, max(role) AS role FROM workspace_access
                    WHERE person_id = $1 AND ($2::uuid IS NULL OR workspace_id > $2)
                    GROUP BY workspace_id ORDER BY workspace_id LIMIT $3) a
             JOIN workspace w ON w.id = a.workspace_id
            ORDER BY w.id`,
    values: [personId, after, page.limit + 1],
  });
  return pageOf({ rows, limit: page.limit, cursorOf: (workspace) => workspace.id });
}

/** Every workspace of the instance. */
export async function listAllWorkspaces({ db }: Grant<'instance.administer'>): Promise<WorkspaceCard[]> {
  const select = { id: true, name: true, slug: true };
  const where = { deletedAt: null };
  const workspaces = await db.prisma.workspace.findMany({ where, orderBy: { name: 'asc' }, select });
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

/** How a workspace is set up. */
export async function getWorkspaceSettings({
  db,
  workspaceId,
}: Grant<'workspace.manage'>): Promise<WorkspaceSettings> {
  const workspace = await db.prisma.workspace.findUnique({
    where: { id: workspaceId },
    select: {
      name: true,
      joining: true,
      openRole: true,
      guestsWrite: true,
      auditDays: true,
      chatDays: true,
      searchLanguage: true,
    },
  });
  if (!workspace) throw notFound();
  const { searchLanguage } = workspace;
  return { ...workspace, searchLanguage: SEARCH_LANGUAGES.find((one) => one === searchLanguage) ?? 'simple' };
}

/** The id behind a workspace's address, for the one who will be asked for access next; null where there is none. */
export async function findWorkspaceId({ db }: Grant<'workspace.list'>, slug: string): Promise<string | null> {
  // PostgreSQL's text cannot hold NUL, so no workspace has such an address; asking would be an error.
  if (slug.includes('\0')) return null;
  const where = { slug, deletedAt: null };
  return (await db.prisma.workspace.findFirst({ where, select: { id: true } }))?.id ?? null;
}

/** Who has a place of their own in a workspace, the oldest account first, a page at a time. */
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

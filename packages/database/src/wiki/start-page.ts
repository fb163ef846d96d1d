import { notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Ancestor } from '@plenum/domain/wiki/types';
import type { Grant } from '../access/grant.ts';
import { visiblePage } from '../documents/visible.ts';
import { audit } from '../workspaces/audit.ts';

/** The page with which a workspace's wiki begins; null where none is chosen, or the one who asks may not read it. */
export async function getStartPage(grant: Grant<'workspace.read'>): Promise<Ancestor | null> {
  const [page] = await grant.db.prisma.$queryRaw<Ancestor[]>`
    SELECT d.id::text, d.title, d.icon FROM workspace w JOIN document d ON d.id = w.start_page_id
     WHERE w.id = ${grant.workspaceId}::uuid AND ${visiblePage(grant, 'd')}`;
  return page ?? null;
}

/**
 * Lets a workspace's wiki begin with one of its pages, or with none.
 * @param sees of the one who chooses: a page that they may not read is none.
 * @throws AppError `not_found` for what is no page of this wiki.
 */
export async function setStartPage(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  { pageId, sees }: { pageId: DocumentId | null; sees: Grant<'workspace.read'> },
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    const count =
      pageId === null
        ? await tx.$executeRaw`UPDATE workspace SET start_page_id = NULL WHERE id = ${workspaceId}::uuid`
        : await tx.$executeRaw`
            UPDATE workspace SET start_page_id = d.id FROM document d
             WHERE workspace.id = ${workspaceId}::uuid AND d.id = ${pageId}::uuid AND ${visiblePage(sees, 'd')}`;
    if (count === 0) throw notFound();
    await audit(tx, { actor, workspaceId, what: 'workspaceSettings' });
  });
}

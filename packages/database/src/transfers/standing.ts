import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspace } from '../workspaces/lock.ts';

/** Milliseconds that putting thousands of pages into the archive may take. */
const PATIENCE = 60_000;

/** How a page that was moved in stood where it comes from, by the ids that pages have here. */
export interface ArchivedStanding {
  id: string;
  archivedAt: Date;
  /** The page with which it went into the archive. */
  withId: string | null;
  /** The page that its text went into. */
  intoId: string | null;
}

/** Puts pages that were moved in into the archive, once all of them are there: nothing can be moved in below what is in it. */
export async function archiveMoved(
  { db, workspaceId }: Grant<'workspace.manage'>,
  pages: readonly ArchivedStanding[],
): Promise<void> {
  if (pages.length === 0) return;
  const work = async (tx: Prisma.TransactionClient): Promise<void> => {
    await lockWorkspace(tx, workspaceId);
    await tx.$executeRaw`
      UPDATE document d SET archived_at = v."archivedAt",
             archived_with_id = (SELECT o.id FROM document o WHERE o.id = v."withId" AND o.workspace_id = d.workspace_id),
             merged_into_id = (SELECT o.id FROM document o WHERE o.id = v."intoId" AND o.workspace_id = d.workspace_id)
        FROM jsonb_to_recordset(${JSON.stringify(pages)}::jsonb)
             AS v(id uuid, "archivedAt" timestamptz, "withId" uuid, "intoId" uuid)
       WHERE d.id = v.id AND d.workspace_id = ${workspaceId}::uuid AND d.deleted_at IS NULL AND NOT d.is_template`;
  };
  await changeAccess(db, { of: 'workspace', id: workspaceId }, work, { timeout: PATIENCE });
}

/** Lets a wiki that begins with no page of its own begin with one that was moved in. Whether it does. */
export async function beginWithMoved(
  { actor, db, workspaceId }: Grant<'workspace.manage'>,
  pageId: string,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const count = await tx.$executeRaw`
      UPDATE workspace w SET start_page_id = d.id FROM document d
       WHERE w.id = ${workspaceId}::uuid AND (w.start_page_id IS NULL OR w.start_page_id = d.id)
         AND d.id = ${pageId}::uuid AND d.workspace_id = w.id AND d.kind = 'wiki' AND NOT d.is_template
         AND d.deleted_at IS NULL AND d.archived_at IS NULL`;
    if (count > 0) await audit(tx, { actor, workspaceId, what: 'workspaceSettings' });
    return count > 0;
  });
}

/** Lets pages that were moved in have new pages begin with templates that were, too. A choice that was made here stays. */
export async function beginPagesWithMoved(
  { db, workspaceId }: Grant<'workspace.manage'>,
  pages: readonly { id: string; templateId: string }[],
): Promise<void> {
  if (pages.length === 0) return;
  await db.prisma.$executeRaw`
    UPDATE document d SET begins_with_id = t.id
      FROM jsonb_to_recordset(${JSON.stringify(pages)}::jsonb) AS v(id uuid, "templateId" uuid) JOIN document t ON t.id = v."templateId"
     WHERE d.id = v.id AND d.workspace_id = ${workspaceId}::uuid AND d.deleted_at IS NULL AND d.kind = 'wiki' AND d.begins_with_id IS NULL
       AND t.workspace_id = d.workspace_id AND t.is_template AND t.deleted_at IS NULL`;
}

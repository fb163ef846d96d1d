import type { BranchTemplate } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { readable } from './readable.ts';

/** Templates of a branch that are listed. */
const MOST = 100;

/**
 * The templates of a wiki page and of those above it, as far as the one who asks may read them: the nearest page's first, by title. With
 * them the one that new pages below the page begin with: the page's own choice, else that of the nearest page above that has made one.
 */
export async function listBranchTemplates(
  grant: Grant<'workspace.read'>,
  pageId: DocumentId,
): Promise<BranchTemplate[]> {
  const { db, workspaceId } = grant;
  const rows = await db.prisma.$queryRaw<{ id: DocumentId; isNear: boolean; begins: boolean }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, begins_with_id, 0 AS n FROM document
       WHERE id = ${pageId}::uuid AND workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
      UNION ALL SELECT d.id, d.parent_id, d.begins_with_id, up.n + 1 FROM document d JOIN up ON d.id = up.parent_id WHERE up.n < 100
    ), chosen AS (
      SELECT begins_with_id AS id FROM up WHERE begins_with_id IS NOT NULL ORDER BY n LIMIT 1
    )
    SELECT t.id::text, up.n = 0 AS "isNear", t.id = (SELECT id FROM chosen) IS TRUE AS begins
      FROM up JOIN document t ON t.parent_id = up.id AND t.is_template AND t.deleted_at IS NULL
     ORDER BY up.n, t.title, t.id LIMIT ${MOST}`;
  const templates = await db.prisma.document.findMany({
    where: { ...readable(grant, { templates: 'alone' }), id: { in: rows.map(({ id }) => id) } },
    select: { id: true, title: true },
  });
  const titles = new Map(templates.map(({ id, title }) => [id, title]));
  return rows.flatMap(({ id, isNear, begins }) => {
    const title = titles.get(id);
    return title === undefined ? [] : [{ id, title, isNear, begins }];
  });
}

/**
 * Says which of its branch's templates new pages below a page begin with; null for what the page above says.
 * @throws AppError `invalid_input` for what is none of them, as far as the one who asks may read these.
 */
export async function setBeginning(
  { db, documentId, workspaceId }: Grant<'document.organise'>,
  { templateId, read }: { templateId: DocumentId | null; read: Grant<'workspace.read'> },
): Promise<void> {
  const known = templateId === null ? [] : await listBranchTemplates(read, documentId);
  if (templateId !== null && !known.some(({ id }) => id === templateId)) {
    const message = 'There is no such template in this branch.';
    throw new AppError('invalid_input', `templateId: ${message}`, { fields: { templateId: message } });
  }
  await db.prisma.document.updateMany({
    where: { id: documentId, workspaceId, kind: 'wiki' },
    data: { beginsWithId: templateId },
  });
}

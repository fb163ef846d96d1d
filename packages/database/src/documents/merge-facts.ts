import type { MergeFacts } from '@plenum/domain/documents/merging';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';
import { isBelow } from './place.ts';

/** One of two documents that are merged. */
export interface MergedDocument {
  id: DocumentId;
  parentId: DocumentId | null;
  scopeId: DocumentId | null;
  title: string;
  tags: string[];
}

/** What would become of a document that goes into another one. @throws AppError as merging does for what cannot be merged. */
export async function describeMerge(
  { db, documentId, workspaceId }: Grant<'document.organise'>,
  into: Grant<'document.write'>,
): Promise<MergeFacts> {
  const [source, target] = await mergeable(db.prisma, {
    documentId,
    targetId: into.documentId,
    workspaceId,
  });
  return mergeFacts(db.prisma, { source, target });
}

/** Two documents of a workspace, of which the first can go into the second. @throws AppError where it can't. */
export async function mergeable(
  tx: Prisma.TransactionClient,
  {
    documentId,
    targetId,
    workspaceId,
  }: { documentId: DocumentId; targetId: DocumentId; workspaceId: WorkspaceId },
): Promise<[MergedDocument, MergedDocument]> {
  if (documentId === targetId)
    throw new AppError('conflict', 'A page does not go into itself. Choose another one.');
  const found = await tx.document.findMany({
    where: { id: { in: [documentId, targetId] }, workspaceId, deletedAt: null },
    select: {
      id: true,
      parentId: true,
      scopeId: true,
      title: true,
      tags: true,
      kind: true,
      frozenAt: true,
      archivedAt: true,
      isTemplate: true,
      meeting: { select: { documentId: true } },
    },
  });
  const [source, target] = [documentId, targetId].map((id) => found.find((one) => one.id === id));
  if (!source || !target) throw notFound();
  for (const one of [source, target]) {
    if (one.archivedAt)
      throw new AppError('conflict', 'One of the two is in the archive. Take it out first.');
    if (one.frozenAt) throw new AppError('forbidden', 'One of the two is closed for writing. Open it first.');
    if (one.kind === 'tasks' || one.isTemplate) {
      throw new AppError('conflict', 'Only wiki pages and pads are merged.');
    }
  }
  if (source.meeting) {
    throw new AppError(
      'conflict',
      'The agenda or minutes of a meeting stay what they are. Copy their text instead.',
    );
  }
  if (await isBelow(tx, { documentId: targetId, ancestorId: documentId })) {
    throw new AppError(
      'conflict',
      'The other page lies below this one. Merge that one into this one, or move it first.',
    );
  }
  return [source, target];
}

/** What becomes of the first of two documents when it goes into the second. */
export async function mergeFacts(
  tx: Prisma.TransactionClient,
  { source, target }: { source: MergedDocument; target: MergedDocument },
): Promise<MergeFacts> {
  const documentId = source.id;
  const hasOtherRules = source.scopeId !== target.scopeId;
  const [counts] = await tx.$queryRaw<
    Pick<
      MergeFacts,
      'linksThere' | 'isPublicThere' | 'linksHere' | 'threads' | 'files' | 'children' | 'hasChat'
    >[]
  >`
    SELECT (SELECT count(*)::int FROM (${linksTo(target.id)} EXCEPT ${linksTo(documentId)}) l) AS "linksThere",
           EXISTS (SELECT 1 FROM public_page t WHERE t.document_id = ${target.id}::uuid AND NOT EXISTS (
             SELECT 1 FROM public_page s WHERE s.document_id = ${documentId}::uuid AND s.publication_id = t.publication_id)) AS "isPublicThere",
           (SELECT count(*)::int FROM share_link l WHERE l.document_id = ${documentId}::uuid AND ${IN_FORCE}) AS "linksHere",
           (SELECT count(*)::int FROM comment_thread WHERE document_id = ${documentId}::uuid) AS threads,
           (SELECT count(*)::int FROM attachment WHERE document_id = ${documentId}::uuid) AS files,
           (SELECT count(*)::int FROM document WHERE parent_id = ${documentId}::uuid AND deleted_at IS NULL
               AND archived_at IS NULL AND NOT is_template AND scope_id IS NOT DISTINCT FROM ${source.scopeId}::uuid) AS children,
           EXISTS (SELECT 1 FROM chat_message WHERE document_id = ${documentId}::uuid) AS "hasChat"`;
  if (!counts) throw notFound();
  return { ...counts, hasOtherRules, childrenGo: hasOtherRules ? 'up' : 'along' };
}

const IN_FORCE = Prisma.sql`l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())`;

/** The links in force that lead to the live text of a document: its own, and those of branches that it is in. */
function linksTo(id: DocumentId): Prisma.Sql {
  return Prisma.sql`(
    WITH RECURSIVE up AS (
      SELECT id, parent_id, scope_id, 0 AS n FROM document WHERE id = ${id}::uuid
      UNION ALL SELECT d.id, d.parent_id, d.scope_id, up.n + 1 FROM document d JOIN up ON d.id = up.parent_id
       WHERE up.n < 100 AND d.deleted_at IS NULL
    )
    SELECT l.id FROM up JOIN share_link l ON l.document_id = up.id AND (up.n = 0 OR l.covers = 'branch')
     WHERE ${IN_FORCE} AND up.scope_id IS NOT DISTINCT FROM (SELECT scope_id FROM up WHERE n = 0)
       AND NOT EXISTS (SELECT 1 FROM frozen_text f WHERE f.link_id = l.id))`;
}

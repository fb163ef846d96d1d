import { personOf } from '@plenum/domain/access/actor';
import { AppError, inArchive, notFound } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { record } from '../outbox/record.ts';
import { audit } from '../workspaces/audit.ts';
import { lockWorkspaces } from '../workspaces/lock.ts';
import { forgetRules } from '../workspaces/standing.ts';
import { listWholeBranch, MOST_DOCUMENTS } from './branch.ts';
import { positionAfter } from './position.ts';
import { endParted } from './scope.ts';

/**
 * Moves a document, with what lies below it and has the same access, into another workspace. Whoever is not there loses it; its share
 * links go on. A restricted one stays restricted, to those of whom its rules name who are there, and to whoever moved it.
 * For whoever may say who has access to it: by a move others lose a document, which from the trash they could take back.
 * @throws AppError `forbidden` where it is in the archive, `conflict` where it is there already, or where more lies below it than can be moved at once.
 */
export async function moveToWorkspace(
  grant: Grant<'document.restrict'>,
  into: Grant<'document.create'>,
): Promise<void> {
  const { actor, db, documentId, workspaceId } = grant;
  const targetId = into.workspaceId;
  if (targetId === workspaceId) throw new AppError('conflict', 'The document is in this workspace already.');
  const workspaceIds = [workspaceId, targetId];
  const concerned = workspaceIds.map((id) => ({ of: 'workspace', id }) as const);
  await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      await lockWorkspaces(tx, workspaceIds);
      const branch = await listWholeBranch(tx, documentId);
      const ids = branch.map(({ id }) => id);
      if (ids.length >= MOST_DOCUMENTS) {
        throw new AppError('conflict', 'Too much lies below this document. Move it in parts.');
      }
      const where = { id: documentId, workspaceId, deletedAt: null };
      const document = await tx.document.findFirst({ where, select: { scopeId: true, archivedAt: true } });
      if (!document) throw notFound();
      if (document.archivedAt) throw inArchive();
      await moveDocuments(tx, { ids, workspaceId, targetId });
      // It comes last there; what lies below it keeps its order.
      const position = await positionAfter(
        tx,
        { workspaceId: targetId, parentId: null },
        { moving: documentId },
      );
      await tx.document.updateMany({ where: { id: documentId, kind: 'wiki' }, data: { position } });
      await tx.document.updateMany({
        where: { id: { in: ids } },
        data: { broughtById: into.groups[0] ?? null, updatedAt: new Date() },
      });
      const personId = personOf(actor);
      if (document.scopeId !== null && personId !== null) {
        const scoped = await tx.document.findMany({ where: { id: { in: ids }, scopeId: { in: ids } } });
        const data = [...new Set(scoped.map(({ id, scopeId }) => scopeId ?? id))].map((id) => ({
          documentId: id,
          personId,
          role: 'admin' as const,
        }));
        await tx.documentRule.createMany({ data, skipDuplicates: true });
      }
      await forgetRules(tx, [targetId]);
      for (const id of workspaceIds)
        await audit(tx, { actor, workspaceId: id, what: 'documentMoved', documentId });
    },
  );
}

/**
 * Moves documents into another workspace, inside a transaction that has both workspaces locked. What lies below a
 * document that goes, and does not go itself, stays, below the nearest one that stays; what goes keeps its tree as far as all of it goes.
 * Of rules only those count that name somebody in the new workspace.
 */
export async function moveDocuments(
  tx: Prisma.TransactionClient,
  { ids, workspaceId, targetId }: { ids: DocumentId[]; workspaceId: WorkspaceId; targetId: WorkspaceId },
): Promise<void> {
  // Each that stays below one that goes is put below the nearest ancestor that stays; the roots of what goes lie below nothing.
  await tx.$executeRaw`
    WITH RECURSIVE up AS (
      SELECT d.id AS child, p.id AS above, p.parent_id AS next, p.id = ANY(${ids}::uuid[]) AS goes
        FROM document d JOIN document p ON p.id = d.parent_id
       WHERE d.workspace_id = ${workspaceId}::uuid AND NOT d.id = ANY(${ids}::uuid[]) AND p.id = ANY(${ids}::uuid[])
      UNION ALL
      SELECT up.child, p.id, p.parent_id, p.id = ANY(${ids}::uuid[])
        FROM up LEFT JOIN document p ON p.id = up.next WHERE up.goes AND up.next IS NOT NULL
    )
    UPDATE document d SET parent_id = (SELECT u.above FROM up u WHERE u.child = d.id AND NOT u.goes LIMIT 1)
     WHERE d.id IN (SELECT child FROM up)`;
  await tx.$executeRaw`
    UPDATE document d SET parent_id = NULL
     WHERE d.id = ANY(${ids}::uuid[]) AND d.parent_id IS NOT NULL AND NOT d.parent_id = ANY(${ids}::uuid[])`;
  // To where they were as well as to where they are.
  await record(tx, { what: 'document.moved', documentIds: ids });
  await tx.document.updateMany({ where: { id: { in: ids } }, data: { workspaceId: targetId } });
  await keepRules(tx, [workspaceId, targetId]);
  await endParted(tx, ids);
  // What is parted in the trash from the page with which it went there is for itself in the trash of its workspace.
  await tx.$executeRaw`
    UPDATE document d SET trashed_with_id = NULL FROM document p
     WHERE p.id = d.trashed_with_id AND p.workspace_id <> d.workspace_id
       AND d.workspace_id IN (${workspaceId}::uuid, ${targetId}::uuid)`;
  // And so it is in the archive.
  await tx.$executeRaw`
    UPDATE document d SET archived_with_id = NULL FROM document p
     WHERE p.id = d.archived_with_id AND p.workspace_id <> d.workspace_id
       AND d.workspace_id IN (${workspaceId}::uuid, ${targetId}::uuid)`;
  await record(tx, { what: 'document.moved', documentIds: ids });
}

/** Whatever is parted from the document whose rules held for it gets the same rules for itself, so that nothing opens by a move. */
async function keepRules(tx: Prisma.TransactionClient, workspaceIds: WorkspaceId[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO document_rule (id, document_id, person_id, group_id, role)
    SELECT gen_random_uuid(), d.id, r.person_id, r.group_id, r.role
      FROM document d JOIN document s ON s.id = d.scope_id JOIN document_rule r ON r.document_id = s.id
     WHERE d.workspace_id = ANY(${workspaceIds}::uuid[]) AND s.workspace_id <> d.workspace_id`;
  await tx.$executeRaw`
    UPDATE document d SET scope_id = d.id FROM document s
     WHERE s.id = d.scope_id AND d.workspace_id = ANY(${workspaceIds}::uuid[]) AND s.workspace_id <> d.workspace_id`;
}

import { personOf } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import { type DocumentPatch, MOST_LEVELS } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId, PersonId, WorkspaceId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { roleOnDocument } from '../access/role-on-document.ts';
import type { Prisma } from '../generated/client.ts';
import { noSuchSibling, positionAfter } from './position.ts';
import { setScope } from './scope.ts';

/** Whether a change says where a document lies, or makes it a page of the tree: that is done with the workspace locked. */
export function changesPlace({ kind, parentId, after }: DocumentPatch): boolean {
  return parentId !== undefined || after !== undefined || kind === 'wiki';
}

/** A page's place among its siblings. @throws AppError `invalid_input` where the actor cannot see the page after which it is to be. */
export async function findPosition(
  tx: Prisma.TransactionClient,
  siblings: { workspaceId: WorkspaceId; parentId: DocumentId | null },
  {
    personId,
    after,
    moving,
  }: { personId: PersonId | null; after?: DocumentId | null | undefined; moving?: DocumentId },
): Promise<string> {
  if (after && personId !== null && !(await roleOnDocument(tx, { documentId: after, personId }))) {
    throw noSuchSibling();
  }
  return positionAfter(tx, siblings, { after, ...(moving && { moving }) });
}

/**
 * What a change makes of a document's place in the order: a page that goes elsewhere comes last there unless the change says otherwise, one
 * that stays keeps its place, and what becomes a page again has the place that it had.
 */
export async function newPosition(
  tx: Prisma.TransactionClient,
  { actor, documentId, workspaceId }: Grant<'document.organise'>,
  patch: DocumentPatch,
): Promise<{ position?: string | null }> {
  if (!changesPlace(patch)) return {};
  const before = await tx.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { kind: true, parentId: true, position: true, isTemplate: true },
  });
  const kind = patch.kind ?? before.kind;
  const parentId = patch.parentId === undefined ? before.parentId : patch.parentId;
  const stays = parentId === before.parentId;
  if (kind !== 'wiki' || before.isTemplate) {
    if (patch.after !== undefined) throw noOrder();
    return stays ? {} : { position: null };
  }
  if (patch.after === undefined && stays && before.position !== null) return {};
  const siblings = { workspaceId, parentId };
  const where = { personId: personOf(actor), after: patch.after, moving: documentId };
  return { position: await findPosition(tx, siblings, where) };
}

/** @throws AppError `conflict` where a document, with what lies below it, would come to lie too deep below another. */
export async function checkDepth(
  tx: Prisma.TransactionClient,
  { parentId, documentId = null }: { parentId: DocumentId; documentId?: DocumentId | null },
): Promise<void> {
  const [found] = await tx.$queryRaw<{ levels: number }[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id, 1 AS n FROM document WHERE id = ${parentId}::uuid
      UNION ALL SELECT d.id, d.parent_id, up.n + 1 FROM document d JOIN up ON d.id = up.parent_id WHERE up.n <= ${MOST_LEVELS}
    ), down AS (
      SELECT id, 1 AS n FROM document WHERE id = ${documentId}::uuid
      UNION ALL SELECT d.id, down.n + 1 FROM document d JOIN down ON d.parent_id = down.id WHERE down.n <= ${MOST_LEVELS}
    )
    SELECT ((SELECT max(n) FROM up) + COALESCE((SELECT max(n) FROM down), 1))::int AS levels`;
  if ((found?.levels ?? 0) > MOST_LEVELS) {
    throw new AppError('conflict', 'That would be more than 30 levels deep. Choose a place further up.');
  }
}

function noOrder(): AppError {
  const message = 'Only wiki pages have an order.';
  return new AppError('invalid_input', `after: ${message}`, { fields: { after: message } });
}

/**
 * Checks a move, and gives the document the access of its new place; resolves to whether that is another. Where it lies already is no move,
 * whatever the actor may do with what it lies below.
 */
export async function move(
  tx: Prisma.TransactionClient,
  { actor, documentId, role, workspaceId }: Grant<'document.organise'>,
  parentId: DocumentId | null,
): Promise<boolean> {
  const before = await tx.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { isTemplate: true, scopeId: true, parentId: true },
  });
  if (before.parentId === parentId) return false;
  const personId = personOf(actor);
  const parent = parentId === null ? null : await findParent(tx, { workspaceId, parentId, personId });
  if (parentId !== null && (await isBelow(tx, { documentId: parentId, ancestorId: documentId }))) {
    throw new AppError('invalid_input', 'A document cannot lie below itself. Choose another place.');
  }
  if (parentId !== null) await checkDepth(tx, { parentId, documentId });
  if (before.isTemplate && parent) throw noPlace('A template lies below no document.');
  const next = before.scopeId === documentId ? documentId : (parent?.scopeId ?? null);
  if (next === before.scopeId) return false;
  if (actor.kind !== 'system' && !hasRole(role, 'admin')) {
    throw new AppError(
      'forbidden',
      'Other people have access there. Only an admin can move this to where it changes who may read it.',
    );
  }
  await setScope(tx, { documentId, scopeId: next });
  return true;
}

/** The document below which another is to lie. @throws AppError `invalid_input` where the actor cannot write there. */
export async function findParent(
  tx: Prisma.TransactionClient,
  {
    workspaceId,
    parentId,
    personId,
  }: { workspaceId: WorkspaceId; parentId: DocumentId; personId: PersonId | null },
): Promise<{ scopeId: DocumentId | null }> {
  const found = await tx.document.findFirst({
    where: { id: parentId, workspaceId, deletedAt: null, archivedAt: null, isTemplate: false },
    select: { scopeId: true },
  });
  const mayWrite =
    personId === null || hasRole(await roleOnDocument(tx, { documentId: parentId, personId }), 'editor');
  if (found && mayWrite) return found;
  throw noPlace('There is no such document in this workspace, or you cannot write there.');
}

function noPlace(message: string): AppError {
  return new AppError('invalid_input', `parentId: ${message}`, { fields: { parentId: message } });
}

/** Whether a document is the ancestor itself or lies anywhere below it. */
export async function isBelow(
  tx: Prisma.TransactionClient,
  { documentId, ancestorId }: { documentId: DocumentId; ancestorId: DocumentId },
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH RECURSIVE up AS (
      SELECT id, parent_id FROM document WHERE id = ${documentId}::uuid
      UNION SELECT d.id, d.parent_id FROM document d JOIN up ON d.id = up.parent_id
    )
    SELECT 1 FROM up WHERE id = ${ancestorId}::uuid`;
  return rows.length > 0;
}

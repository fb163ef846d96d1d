import { personOf } from '@plenum/domain/access/actor';
import type { DocumentKind, DocumentPatch, NewDocument } from '@plenum/domain/documents/schema';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId, PersonId } from '@plenum/domain/ids';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { AccessChange } from '../bus/bus.ts';
import type { Prisma } from '../generated/client.ts';
import { authorOf } from '../log/author.ts';
import { record } from '../outbox/record.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import { checkNotArchived } from './archive.ts';
import { pagesBelow } from './branch.ts';
import { freeze } from './freezing.ts';
import { changesPlace, checkDepth, findParent, findPosition, move, newPosition } from './place.ts';
import { DOCUMENT_CARD } from './reads.ts';
import { tagColumns } from './tags.ts';

/**
 * Makes a document. Its first content, if any, is the log's first row, written in the same transaction, so that a
 * document is seeded exactly once and never by a browser. Below a document it has that one's access, unless it is a draft.
 * @param seed a Yjs update (V1).
 * @param filesOf the document whose attachments it gets, too, by the same ids: they are whose hand brought them.
 * @param id where it has to be this one; the day that it is about; what it was begun from: a template's id, or `agenda`.
 * @param rulesOf a document whose rules it gets, too, so that nobody else has access.
 * @param after of a wiki page: the page before it, null for the first place; the last place is where it comes otherwise.
 * @throws AppError `invalid_input` where the parent is not a document of the workspace in which the actor may write, or there is no such
 * page before it.
 */
export async function createDocument(
  grant: Grant<'document.create'>,
  document: DocumentInserted,
): Promise<DocumentCard> {
  const { db } = grant;
  const card = await db.prisma.$transaction((tx) => insertDocument(tx, grant, document));
  if (document.seed) await db.bus.publish({ type: 'rows', documentId: card.id, seq: 1 });
  return card;
}

/** A new document with all that it has from the beginning. */
export type DocumentInserted = NewDocument & {
  seed: Uint8Array | null;
  filesOf?: Grant<'document.read'>;
  isTemplate?: boolean;
  id?: DocumentId;
  datedAt?: Date;
  begunFrom?: string | null;
  rulesOf?: DocumentId | null;
};

/** The same as {@link createDocument}, as part of a transaction; whoever calls it tells of its first row. */
export async function insertDocument(
  tx: Prisma.TransactionClient,
  { actor, groups, workspaceId }: Pick<Grant<'document.create'>, 'actor' | 'groups' | 'workspaceId'>,
  {
    kind,
    title,
    parentId,
    after,
    icon,
    tags,
    access,
    seed,
    filesOf,
    isTemplate = false,
    id,
    datedAt,
    begunFrom,
    rulesOf,
  }: DocumentInserted,
): Promise<DocumentCard> {
  const author = authorOf(actor);
  const personId = personOf(actor);
  const inTree = kind === 'wiki' && !isTemplate;
  // Whoever gives the parent other rules at this moment waits, and then finds this document below it.
  if (inTree) await lockWorkspace(tx, workspaceId);
  else await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR SHARE`;
  const parent = parentId ? await findParent(tx, { workspaceId, parentId, personId }) : null;
  if (parentId) await checkDepth(tx, { parentId });
  const place = { workspaceId, parentId: parentId ?? null };
  const position = inTree ? await findPosition(tx, place, { personId, after }) : null;
  const document = await tx.document.create({
    data: {
      ...(id && { id }),
      ...(datedAt && { datedAt }),
      begunFrom: begunFrom ?? null,
      workspaceId,
      kind,
      title,
      isTemplate,
      parentId: parentId ?? null,
      position,
      icon: icon ?? null,
      ...(tags && tagColumns(tags)),
      scopeId: parent?.scopeId ?? null,
      broughtById: groups[0] ?? null,
      createdById: personId,
      lastSeq: seed ? 1 : 0,
      ...(seed && {
        updates: {
          create: { seq: 1, authorKind: author.kind, authorId: author.id, data: new Uint8Array(seed) },
        },
      }),
    },
    select: DOCUMENT_CARD,
  });
  if (filesOf) await copyFiles(tx, { from: filesOf.documentId, to: document.id, personId });
  if (rulesOf) return giveRules(tx, { from: rulesOf, to: document.id });
  if (access !== 'draft' || personId === null) {
    await record(tx, { what: 'document.created', documentIds: [document.id] });
    return document;
  }
  await tx.documentRule.create({ data: { documentId: document.id, personId, role: 'admin' } });
  const where = { id: document.id };
  return tx.document.update({ where, data: { scopeId: document.id }, select: DOCUMENT_CARD });
}

/** Gives a document rules of its own, those of another. */
async function giveRules(
  tx: Prisma.TransactionClient,
  { from, to }: { from: DocumentId; to: DocumentId },
): Promise<DocumentCard> {
  const rules = await tx.documentRule.findMany({
    where: { documentId: from },
    select: { personId: true, groupId: true, role: true },
  });
  await tx.documentRule.createMany({ data: rules.map((rule) => ({ documentId: to, ...rule })) });
  return tx.document.update({ where: { id: to }, data: { scopeId: to }, select: DOCUMENT_CARD });
}

/** Gives a document the attachments of another. What is stored of them is shared, and locked so that it is not let go of meanwhile. */
async function copyFiles(
  tx: Prisma.TransactionClient,
  { from, to, personId }: { from: DocumentId; to: DocumentId; personId: PersonId | null },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO attachment (document_id, id, file_id, name, media_type, size, sha256, width, height, is_used, person_id)
    SELECT ${to}::uuid, id, file_id, name, media_type, size, sha256, width, height, is_used, ${personId}::uuid
      FROM attachment WHERE document_id = ${from}::uuid FOR SHARE`;
}

/**
 * Changes a document's columns. Moved to where others have access, it has theirs, with all that lies below it. Opened for writing again,
 * the minutes of a closed meeting are so, too.
 * @param unchangedSince the values of `updatedAt` one of which must still hold, for callers that must not overwrite another's.
 * @throws AppError `invalid_input` where the new parent is not a document of the workspace in which the actor may write, or lies below
 * the document, `forbidden` where a move would change who has access and the actor may not, `precondition_failed` where the document
 * has changed since.
 */
export async function patchDocument(
  grant: Grant<'document.organise'>,
  { patch, unchangedSince }: { patch: DocumentPatch; unchangedSince?: readonly Date[] },
): Promise<DocumentCard> {
  const { db, documentId, workspaceId } = grant;
  const concerned: AccessChange[] = [];
  const card = await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      // Two moves at once could make a ring that neither would have made alone. Locked first by everybody who needs both.
      if (changesPlace(patch)) await lockWorkspace(tx, workspaceId);
      if (patch.isFrozen !== undefined) {
        await freeze(tx, { documentId, isFrozen: patch.isFrozen });
        concerned.push({ of: 'document', id: documentId });
      }
      if (unchangedSince) await checkUnchanged(tx, { documentId, unchangedSince });
      if (patch.parentId !== undefined && (await move(tx, grant, patch.parentId))) {
        concerned.push({ of: 'workspace', id: workspaceId });
      }
      const { count } = await tx.document.updateMany({
        where: { id: documentId, deletedAt: null, archivedAt: null },
        data: { ...defined(patch), ...(await newPosition(tx, grant, patch)), updatedAt: new Date() },
      });
      if (count === 0) await refuse(tx, documentId);
      const after = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: DOCUMENT_CARD });
      if (patch.title !== undefined)
        await record(tx, { what: 'document.renamed', documentIds: [documentId] });
      if (patch.parentId !== undefined)
        await record(tx, { what: 'document.moved', documentIds: [documentId] });
      return after;
    },
  );
  if (patch.title !== undefined) await db.bus.publish({ type: 'renamed', documentId });
  if (patch.isFrozen !== undefined) await db.bus.publish({ type: 'met', documentId });
  return card;
}

/**
 * Puts a document into the trash: it answers as one that does not exist, its log stays. Of a wiki page the pages below it that have the same
 * access go with it.
 * @throws AppError `precondition_failed` where none of `unchangedSince` holds, as for a change.
 */
export async function trashDocument(
  { db, documentId, workspaceId }: Grant<'document.organise'>,
  { unchangedSince }: { unchangedSince?: readonly Date[] } = {},
): Promise<void> {
  const concerned: AccessChange[] = [{ of: 'document', id: documentId }];
  await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      const [found] = await tx.$queryRaw<{ kind: DocumentKind }[]>`
        SELECT kind::text FROM document WHERE id = ${documentId}::uuid`;
      // Nothing comes to lie below a page meanwhile.
      if (found?.kind === 'wiki') await lockWorkspace(tx, workspaceId);
      if (unchangedSince) await checkUnchanged(tx, { documentId, unchangedSince });
      const below = found?.kind === 'wiki' ? await pagesBelow(tx, documentId) : [];
      const deletedAt = new Date();
      const where = { id: documentId, deletedAt: null, archivedAt: null };
      const { count } = await tx.document.updateMany({ where, data: { deletedAt } });
      if (count === 0) await refuse(tx, documentId);
      const data = { deletedAt, trashedWithId: documentId };
      await tx.document.updateMany({ where: { id: { in: below }, deletedAt: null }, data });
      if (below.length > 0) concerned.push({ of: 'workspace', id: workspaceId });
      await record(tx, { what: 'document.trashed', documentIds: [documentId, ...below] });
    },
  );
}

/** Says of a document that is not changed why. */
async function refuse(tx: Prisma.TransactionClient, documentId: DocumentId): Promise<never> {
  await checkNotArchived(tx, documentId);
  throw notFound();
}

async function checkUnchanged(
  tx: Prisma.TransactionClient,
  { documentId, unchangedSince }: { documentId: DocumentId; unchangedSince: readonly Date[] },
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM document WHERE id = ${documentId}::uuid FOR UPDATE`;
  const { updatedAt } = await tx.document.findUniqueOrThrow({ where: { id: documentId } });
  if (unchangedSince.some((time) => time.getTime() === updatedAt.getTime())) return;
  throw new AppError(
    'precondition_failed',
    'The document has changed since you read it. Read it again, then change it.',
  );
}

/** The patch without what is left out, as Prisma's types want it. */
function defined({ title, kind, parentId, icon, tags }: DocumentPatch) {
  return {
    ...(title !== undefined && { title }),
    ...(kind !== undefined && { kind }),
    ...(icon !== undefined && { icon }),
    ...(tags !== undefined && tagColumns(tags)),
    ...(parentId !== undefined && { parentId }),
  };
}

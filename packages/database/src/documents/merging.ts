import { personOf } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import { changesReaders } from '@plenum/domain/documents/merging';
import { TAG_LIMITS, tagsSchema } from '@plenum/domain/documents/schema';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { generateNKeysBetween } from 'fractional-indexing';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import type { AccessChange } from '../bus/bus.ts';
import type { Prisma } from '../generated/client.ts';
import { authorOf } from '../log/author.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import { type MergedDocument, mergeable, mergeFacts } from './merge-facts.ts';
import {
  keepMentions,
  keepWatches,
  type MovedThread,
  moveThreads,
  placedThreads,
  shareFiles,
} from './moved-parts.ts';
import { checkDepth } from './place.ts';
import { positionAfter } from './position.ts';
import { appendIn, HELD_FOR, holdTexts, updatesIn } from './present.ts';
import { setScope } from './scope.ts';
import { tagColumns } from './tags.ts';

/** A text behind which another was put: the update (V1) that does it, and where the other's threads are then. */
export interface Joined {
  update: Uint8Array;
  threads: MovedThread[];
}

/** The text that goes into another one, as both are stored now. */
export interface Joining {
  from: { id: DocumentId; title: string; updates: Uint8Array[]; threads: MovedThread[] };
  into: { id: DocumentId; updates: Uint8Array[] };
}

/** Threads and comments that one document may have. */
export interface MostComments {
  threads: number;
  comments: number;
}

/**
 * Puts a document's text behind that of another one of its workspace, with its comments, attachments and tags, in one transaction: what is
 * stored of both by then is there, and of whoever writes on nothing counts as stored. The document goes into the archive, and leads to the
 * other one from then on; its share links end. The pages below it go along where the same people have access there, else they stay where
 * it was.
 * @throws AppError `conflict` where one of the two is none to be merged, lies above the other, or has too much; `forbidden` where one was
 * closed meanwhile, and where other people have access to the other one and whoever asks may not change that, or does not know.
 */
export async function mergeDocument(
  grant: Grant<'document.organise'>,
  into: Grant<'document.write'>,
  {
    mayChangeReaders,
    most,
    join,
  }: { mayChangeReaders: boolean; most: MostComments; join: (texts: Joining) => Joined },
): Promise<void> {
  const { actor, db, documentId, workspaceId } = grant;
  const targetId = into.documentId;
  const concerned: AccessChange[] = [
    { of: 'document', id: documentId },
    { of: 'workspace', id: workspaceId },
  ];
  const seq = await changeAccess(
    db,
    () => concerned,
    async (tx) => {
      await lockWorkspace(tx, workspaceId);
      await holdTexts(tx, [documentId, targetId]);
      const [source, target] = await mergeable(tx, { documentId, targetId, workspaceId });
      const facts = await mergeFacts(tx, { source, target });
      if (facts.hasOtherRules && personOf(actor) !== null && !hasRole(grant.role, 'admin')) {
        throw new AppError(
          'forbidden',
          'Other people have access there. Only an admin can put this text where it changes who may read it.',
        );
      }
      if (changesReaders(facts) && !mayChangeReaders) {
        throw new AppError(
          'forbidden',
          'Other people will be able to read this text there. Say that you know.',
        );
      }
      await checkRoom(tx, { ids: [documentId, targetId], most });
      const joined = join({
        from: {
          id: documentId,
          title: source.title,
          updates: await updatesIn(tx, documentId),
          threads: await placedThreads(tx, documentId),
        },
        into: { id: targetId, updates: await updatesIn(tx, targetId) },
      });
      const seq = await appendIn(tx, {
        documentId: targetId,
        author: authorOf(actor),
        update: joined.update,
      });
      const way = { from: documentId, to: targetId };
      await shareFiles(tx, way);
      await moveThreads(tx, { ...way, threads: joined.threads });
      // Those without a place, and what was said meanwhile.
      await tx.commentThread.updateMany({
        where: { documentId },
        data: { documentId: targetId, anchorFrom: null, anchorTo: null },
      });
      await keepMentions(tx, way);
      if (!facts.hasOtherRules) await keepWatches(tx, way);
      await keepTags(tx, { source, target });
      if (facts.childrenGo === 'along') await moveChildren(tx, { workspaceId, ...way });
      else await leaveChildren(tx, source);
      await tx.shareLink.updateMany({
        where: { documentId, revokedAt: null },
        data: { revokedAt: new Date() },
      });
      await tx.document.updateMany({
        where: { id: documentId },
        data: { archivedAt: new Date(), mergedIntoId: targetId },
      });
      return seq;
    },
    { timeout: HELD_FOR },
  );
  await db.bus.publish({ type: 'rows', documentId: targetId, seq });
  for (const id of [documentId, targetId]) await db.bus.publish({ type: 'commented', documentId: id });
}

/** @throws AppError `conflict` where two documents have more comments together than one may have. */
async function checkRoom(
  tx: Prisma.TransactionClient,
  { ids, most }: { ids: DocumentId[]; most: MostComments },
): Promise<void> {
  const documentId = { in: ids };
  const threads = await tx.commentThread.count({ where: { documentId } });
  const comments = await tx.comment.count({ where: { thread: { documentId } } });
  if (threads > most.threads || comments > most.comments) {
    throw new AppError(
      'conflict',
      'The two have more comments than one document may have. Delete some threads first.',
    );
  }
}

async function keepTags(
  tx: Prisma.TransactionClient,
  { source, target }: { source: MergedDocument; target: MergedDocument },
): Promise<void> {
  // As many as there is room for, the target's own before the others.
  const { data: tags } = tagsSchema.safeParse([
    ...source.tags.slice(0, TAG_LIMITS.tags - target.tags.length),
    ...target.tags,
  ]);
  if (tags && source.tags.length > 0) {
    await tx.document.updateMany({ where: { id: target.id }, data: tagColumns(tags) });
  }
}

/** Puts all that lies below a document below another one, behind what lies there and in its order. */
async function moveChildren(
  tx: Prisma.TransactionClient,
  { workspaceId, from, to }: { workspaceId: WorkspaceId; from: DocumentId; to: DocumentId },
): Promise<void> {
  const children = await tx.document.findMany({
    where: { parentId: from },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  if (children.length === 0) return;
  await checkDepth(tx, { parentId: to, documentId: from });
  const first = await positionAfter(tx, { workspaceId, parentId: to }, {});
  const keys = [first, ...generateNKeysBetween(first, null, children.length - 1)];
  await tx.$executeRaw`
    UPDATE document d SET parent_id = ${to}::uuid, position = CASE WHEN d.position IS NULL THEN NULL ELSE k.position END
      FROM unnest(${children.map(({ id }) => id)}::uuid[], ${keys}::text[]) AS k (id, position) WHERE d.id = k.id`;
}

/** Leaves what lies below a document where that was, with the access that it has. */
async function leaveChildren(tx: Prisma.TransactionClient, { id, parentId }: MergedDocument): Promise<void> {
  const children = await tx.document.findMany({
    where: { parentId: id },
    select: { id: true, scopeId: true },
  });
  for (const child of children.filter(({ scopeId }) => scopeId === id)) {
    await tx.$executeRaw`
      INSERT INTO document_rule (id, document_id, person_id, group_id, role)
      SELECT gen_random_uuid(), ${child.id}::uuid, person_id, group_id, role FROM document_rule WHERE document_id = ${id}::uuid`;
    await setScope(tx, { documentId: child.id, scopeId: child.id });
  }
  await tx.document.updateMany({ where: { parentId: id }, data: { parentId } });
}

import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';
import { authorOf } from '../log/author.ts';
import { lockWorkspace } from '../workspaces/lock.ts';
import {
  keepMentions,
  keepWatches,
  type MovedThread,
  moveThreads,
  placedThreads,
  shareFiles,
} from './moved-parts.ts';
import { appendIn, HELD_FOR, holdTexts, updatesIn } from './present.ts';
import { visibleDocument } from './visible.ts';
import { insertDocument } from './writes.ts';

/** A text as it is stored now, and the threads that have a place in it. */
export interface PresentText {
  updates: Uint8Array[];
  threads: MovedThread[];
}

/** What a text is parted into. */
export interface Parted {
  /** The update (V1) that takes the parts out of it. */
  update: Uint8Array;
  /** In their order. */
  pages: {
    id: DocumentId;
    title: string;
    /** A Yjs update (V1). */
    seed: Uint8Array;
    blockIds: string[];
    /** The attachments that it shows. */
    fileIds: string[];
    threads: MovedThread[];
  }[];
}

/**
 * Makes documents of parts of a document, below it and with its access, in one transaction: what is stored of its text by then is in them or
 * stays, and whoever writes meanwhile waits. Comments, attachments, tags, owner and status, and whoever watches it, come along.
 * @param make says what is parted; null for nothing.
 * @throws AppError `conflict` for a task list, a template and the minutes of a meeting, `forbidden` where it is closed meanwhile.
 */
export async function splitDocument(
  { actor, db, documentId }: Grant<'document.write'>,
  into: Grant<'document.create'>,
  make: (text: PresentText) => Parted | null,
): Promise<DocumentCard[]> {
  const { workspaceId } = into;
  const made = await db.prisma.$transaction(
    async (tx) => {
      await lockWorkspace(tx, workspaceId);
      await holdTexts(tx, [documentId]);
      const document = await partable(tx, { documentId, workspaceId });
      const parted = make({
        updates: await updatesIn(tx, documentId),
        threads: await placedThreads(tx, documentId),
      });
      if (!parted) return null;
      const cards: DocumentCard[] = [];
      for (const page of parted.pages) {
        const { id, title, seed, blockIds, fileIds, threads } = page;
        const { kind, tags } = document;
        const card = await insertDocument(tx, into, { id, kind, title, tags, seed, parentId: documentId });
        const way = { from: documentId, to: id };
        await shareFiles(tx, { ...way, only: fileIds });
        await moveThreads(tx, { ...way, threads });
        await keepMentions(tx, { ...way, blockIds });
        await keepWatches(tx, way);
        await tx.$executeRaw`
        INSERT INTO document_properties (document_id, owner_id, review_on, reminded_for, status)
        SELECT ${id}::uuid, owner_id, review_on, reminded_for, status FROM document_properties WHERE document_id = ${documentId}::uuid`;
        cards.push(card);
      }
      const seq = await appendIn(tx, { documentId, author: authorOf(actor), update: parted.update });
      return { cards, seq };
    },
    { timeout: HELD_FOR },
  );
  if (!made) return [];
  for (const { id } of made.cards) await db.bus.publish({ type: 'rows', documentId: id, seq: 1 });
  await db.bus.publish({ type: 'rows', documentId, seq: made.seq });
  await db.bus.publish({ type: 'commented', documentId });
  return made.cards;
}

/** What would become of a document that is parted as it is stored now. @throws AppError as parting it does. */
export async function describeSplit<Made>(
  { db, documentId, workspaceId }: Grant<'document.write'>,
  make: (text: PresentText) => Made,
): Promise<Made> {
  await partable(db.prisma, { documentId, workspaceId });
  return make({
    updates: await updatesIn(db.prisma, documentId),
    threads: await placedThreads(db.prisma, documentId),
  });
}

/** How many documents of the workspace, of those that the one who asks may read, have links to some blocks of another one. */
export async function countLinksInto(
  grant: Grant<'workspace.read'>,
  { documentId, blockIds }: { documentId: DocumentId; blockIds: readonly string[] },
): Promise<number> {
  const [found] = await grant.db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT d.id)::int AS count FROM document_link l JOIN document d ON d.id = l.document_id
     WHERE l.target_document_id = ${documentId}::uuid AND d.id <> ${documentId}::uuid AND ${visibleDocument(grant, 'd')}
       AND substring(l.href FROM '#block-(.*)$') = ANY(${[...blockIds]}::text[])`;
  return found?.count ?? 0;
}

async function partable(
  tx: Prisma.TransactionClient,
  { documentId, workspaceId }: { documentId: DocumentId; workspaceId: string },
) {
  const document = await tx.document.findFirst({
    where: { id: documentId, workspaceId, deletedAt: null },
    select: {
      kind: true,
      tags: true,
      frozenAt: true,
      archivedAt: true,
      isTemplate: true,
      meeting: { select: { documentId: true } },
    },
  });
  if (!document) throw notFound();
  if (document.frozenAt || document.archivedAt) {
    throw new AppError('forbidden', 'This document was closed meanwhile.');
  }
  if (document.kind === 'tasks' || document.isTemplate) {
    throw new AppError('conflict', 'Only wiki pages and pads are split.');
  }
  if (document.meeting) {
    throw new AppError(
      'conflict',
      'The agenda or minutes of a meeting stay whole. Copy what is to be a page of its own.',
    );
  }
  return document;
}

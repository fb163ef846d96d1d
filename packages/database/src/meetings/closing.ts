import { randomUUID } from 'node:crypto';
import { personOf } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import { type Closing, closingSchema } from '@plenum/domain/meetings/schema';
import { changeAccess } from '../access/access-changes.ts';
import type { Grant } from '../access/grant.ts';
import { freeze } from '../documents/freezing.ts';
import { addVersion } from '../documents/history.ts';
import { clockOf, setClock } from './items.ts';
import { lockMeeting } from './writes.ts';

/** A meeting that is closed. */
export interface ClosedMeeting {
  /** What was asked for when it was. */
  closing: Closing;
  /** The id that the next agenda has, or is to have; null where none is wanted. */
  nextId: DocumentId | null;
  /** Items that were done with, by their blocks. */
  done: string[];
  parentId: DocumentId | null;
  /** The document whose rules say who has access; null where everybody in the workspace has. */
  scopeId: DocumentId | null;
  /** What it was begun from: a template's id, or `agenda`. */
  begunFrom: string | null;
}

/** Names of those who were at a meeting, in the order in which they came. */
export async function listPresentNames({
  db,
  documentId,
}: Grant<'document.meet'>): Promise<{ names: string[]; guests: number }> {
  const rows = await db.prisma.meetingAttendee.findMany({
    where: { documentId, isPresent: true },
    orderBy: { id: 'asc' },
    select: { name: true, person: { select: { displayName: true } }, guest: { select: { name: true } } },
  });
  const names = rows.map(({ name, person, guest }) => person?.displayName ?? guest?.name ?? name);
  const known = names.filter((name) => name !== null);
  return { names: known, guests: names.length - known.length };
}

/**
 * Closes a meeting: from now on nobody writes in its document, and the point that it is at has a name. What was closed before stays as it is, so that
 * what comes after can be tried again.
 * @throws AppError `conflict` where the document has as many named versions as it can have.
 */
export async function freezeMinutes(
  { actor, db, documentId }: Grant<'document.organise'>,
  closing: Closing,
): Promise<ClosedMeeting> {
  const result = await changeAccess(db, { of: 'document', id: documentId }, async (tx) => {
    await lockMeeting(tx, documentId);
    const where = { documentId };
    const clock = await clockOf(tx, documentId);
    if (!clock.closedAt) {
      await tx.$queryRaw`SELECT 1 FROM document WHERE id = ${documentId}::uuid FOR UPDATE`;
      await setClock(tx, { documentId, clock, runs: false });
      await freeze(tx, { documentId, isFrozen: true });
      const { lastSeq } = await tx.document.findUniqueOrThrow({
        where: { id: documentId },
        select: { lastSeq: true },
      });
      const versionId = await addVersion(tx, {
        documentId,
        seq: lastSeq,
        name: closing.version,
        createdById: personOf(actor),
      });
      const { nextId } = await tx.meeting.findUniqueOrThrow({ where });
      await tx.meetingSpeaker.deleteMany({ where: { documentId, spokeAt: null } });
      await tx.meeting.update({
        where,
        data: {
          closedAt: new Date(),
          versionId,
          closing,
          nextId: nextId ?? (closing.nextTitle ? randomUUID() : null),
        },
      });
    }
    const [meeting, done, document] = await Promise.all([
      tx.meeting.findUniqueOrThrow({ where }),
      tx.meetingItem.findMany({ where: { documentId, doneAt: { not: null } }, select: { blockId: true } }),
      tx.document.findUniqueOrThrow({
        where: { id: documentId },
        select: { parentId: true, scopeId: true, begunFrom: true },
      }),
    ]);
    return {
      closing: closingSchema.parse(meeting.closing),
      nextId: meeting.nextId,
      done: done.map(({ blockId }) => blockId),
      parentId: document.parentId,
      scopeId: document.scopeId,
      begunFrom: document.begunFrom,
    };
  });
  await db.bus.publish({ type: 'met', documentId });
  return result;
}

/** Says that a document is the next agenda after a meeting, of the same series. */
export async function joinSeries(
  { db, documentId }: Grant<'document.organise'>,
  nextId: DocumentId,
): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO meeting (document_id, series_id, previous_document_id)
    SELECT ${nextId}::uuid, series_id, document_id FROM meeting WHERE document_id = ${documentId}::uuid
    ON CONFLICT DO NOTHING`;
  await db.bus.publish({ type: 'met', documentId });
}

/** Whether a document of this id was made already, wherever it is now. */
export async function isMade({ db }: Grant<'document.organise'>, id: DocumentId): Promise<boolean> {
  return (await db.prisma.document.count({ where: { id } })) > 0;
}

/** Opens closed minutes again; the version that was named stays. */
export async function reopenMinutes({ db, documentId }: Grant<'document.organise'>): Promise<void> {
  await changeAccess(db, { of: 'document', id: documentId }, async (tx) => {
    await lockMeeting(tx, documentId);
    await freeze(tx, { documentId, isFrozen: false });
  });
  await db.bus.publish({ type: 'met', documentId });
}

import type { Actor } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { MeetingNeighbour, MeetingState } from '@plenum/domain/meetings/types';
import { authorize } from '../access/authorize.ts';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { authorsBy } from '../documents/past-authors.ts';
import { presentIn } from './present.ts';
import { readQueue } from './queue.ts';
import { cardOf, keyOf, SOMEONE } from './someone.ts';

/** People, and items, of one meeting that are read. */
const MOST = 1_000;

/** What a meeting is at; of a document that has none, what it would begin with. */
export async function getMeeting({
  actor,
  db,
  documentId,
}: Grant<'document.readMeeting'>): Promise<MeetingState> {
  const may = (action: 'document.meet' | 'document.raiseHand') =>
    isAllowed(db, { actor, action, on: documentId });
  const where = { documentId };
  const [document, meeting, items, attendees, present, mayRun, mayRaiseHand] = await Promise.all([
    db.prisma.document.findUniqueOrThrow({ where: { id: documentId }, select: { frozenAt: true } }),
    db.prisma.meeting.findUnique({ where }),
    db.prisma.meetingItem.findMany({ where, take: MOST, orderBy: { blockId: 'asc' } }),
    db.prisma.meetingAttendee.findMany({
      where,
      take: MOST,
      orderBy: { id: 'asc' },
      select: { ...SOMEONE, isPresent: true },
    }),
    presentIn(db.prisma, documentId),
    may('document.meet'),
    may('document.raiseHand'),
  ]);
  const firstTimers = meeting?.firstTimers ?? false;
  const known = new Set(attendees.map(keyOf));
  const here = present.filter((key) => !known.has(key));
  const [queue, authorBy, previous, next] = await Promise.all([
    readQueue(db.prisma, { documentId, firstTimers }),
    authorsBy(db, here),
    neighbour(db, { actor, id: meeting?.previousId ?? null }),
    neighbour(db, { actor, id: meeting?.nextId ?? null }),
  ]);
  return {
    now: new Date(),
    startedAt: meeting?.startedAt ?? null,
    closedAt: meeting?.closedAt ?? null,
    isFrozen: document.frozenAt !== null,
    currentItem: meeting?.currentItem ?? null,
    runningSince: meeting?.runningSince ?? null,
    items: items.map(({ blockId, elapsed, doneAt }) => ({ blockId, elapsed, isDone: doneAt !== null })),
    attendees: attendees.map(({ id, isPresent, ...row }) => ({ id, isPresent, ...cardOf(row, actor) })),
    here: here.flatMap((key) => {
      const { kind, name, colour } = authorBy(key);
      return kind === 'system' ? [] : [{ key, kind, name, colour, isMe: false }];
    }),
    speakers: queue.map(({ id, isSpeaking, isFirst, ...row }) => ({
      id,
      isSpeaking,
      isFirst,
      ...cardOf(row, actor),
    })),
    firstTimers,
    previous,
    next,
    mayRun,
    mayRaiseHand,
  };
}

/** A meeting's document, if whoever asks may read it. */
async function neighbour(
  db: Database,
  { actor, id }: { actor: Actor; id: DocumentId | null },
): Promise<MeetingNeighbour | null> {
  if (id === null || !(await isAllowed(db, { actor, action: 'document.read', on: id }))) return null;
  return db.prisma.document.findUnique({ where: { id }, select: { id: true, title: true } });
}

async function isAllowed(
  db: Database,
  question: { actor: Actor; action: Action; on: DocumentId },
): Promise<boolean> {
  try {
    await authorize(db, question);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not_found' || error.code === 'forbidden')) return false;
    throw error;
  }
}

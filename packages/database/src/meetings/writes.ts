import { AppError, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { MeetingStep } from '@plenum/domain/meetings/schema';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { waitForMeeting } from '../documents/meeting-lock.ts';
import type { Prisma } from '../generated/client.ts';
import { attend } from './attendance.ts';
import { type Clock, clockOf, runItem, setClock } from './items.ts';
import { presentIn } from './present.ts';
import { readQueue } from './queue.ts';
import { whoAsks, whoOf } from './someone.ts';

/** Places in a queue, of those who wait and those who have spoken. */
const MOST_SPEAKERS = 2_000;

type Tx = Prisma.TransactionClient;

/**
 * Does a step of a meeting: whoever runs it begins it, goes through the agenda, sees who is there and gives the word.
 * @throws AppError `conflict` once it is closed, `not_found` for somebody who is not in it.
 */
export async function runMeeting(
  { db, documentId }: Grant<'document.meet'>,
  step: MeetingStep,
): Promise<void> {
  await alone(db, documentId, (tx, clock) => doStep(tx, { documentId, step, clock }));
}

async function doStep(
  tx: Tx,
  { documentId, step, clock }: { documentId: DocumentId; step: MeetingStep; clock: Clock },
): Promise<void> {
  switch (step.do) {
    case 'start': {
      if (clock.startedAt) return;
      const now = new Date();
      await tx.meeting.update({ where: { documentId }, data: { startedAt: now } });
      await tx.document.update({ where: { id: documentId }, data: { datedAt: now } });
      return attend(tx, { documentId, who: (await presentIn(tx, documentId)).map(whoOf) });
    }
    case 'item':
      return runItem(tx, { documentId, clock, blockId: step.blockId });
    case 'next':
      if (clock.currentItem) await setDone(tx, { documentId, blockId: clock.currentItem, isDone: true });
      return runItem(tx, { documentId, clock, blockId: step.blockId });
    case 'done':
      return setDone(tx, { documentId, blockId: step.blockId, isDone: step.isDone });
    case 'pause':
      return setClock(tx, { documentId, clock, runs: false });
    case 'resume':
      return setClock(tx, { documentId, clock, runs: true });
    case 'attend': {
      const present = new Set<string>(await presentIn(tx, documentId));
      const who = step.who.map((one) => {
        if (typeof one !== 'string') return { personId: null, guestId: null, name: one.name };
        // Only of those who are there is it told who they are.
        if (!present.has(one)) throw notFound();
        return whoOf(one);
      });
      return attend(tx, { documentId, who });
    }
    case 'present': {
      const where = { id: step.attendeeId, documentId };
      return found(await tx.meetingAttendee.updateMany({ where, data: { isPresent: step.isPresent } }));
    }
    case 'forget':
      return found(await tx.meetingAttendee.deleteMany({ where: { id: step.attendeeId, documentId } }));
    case 'speak':
      return giveWord(tx, documentId);
    case 'queue':
      return enqueue(tx, { documentId, who: { personId: null, guestId: null, name: step.name } });
    case 'unqueue':
      return leave(tx, { id: step.speakerId, documentId });
    case 'firstTimers':
      await tx.meeting.update({ where: { documentId }, data: { firstTimers: step.isOn } });
  }
}

/** Puts whoever asks into the queue of those who want to speak, once. @throws AppError `conflict` once the meeting is closed. */
export async function raiseHand({ actor, db, documentId }: Grant<'document.raiseHand'>): Promise<void> {
  const who = whoAsks(actor);
  await alone(db, documentId, (tx) => enqueue(tx, { documentId, who }));
}

/** Takes whoever asks out of the queue, or the word from them. */
export async function lowerHand({ actor, db, documentId }: Grant<'document.raiseHand'>): Promise<void> {
  const who = whoAsks(actor);
  await alone(db, documentId, (tx) => leave(tx, { ...who, documentId }));
}

async function enqueue(
  tx: Tx,
  { documentId, who }: { documentId: DocumentId; who: ReturnType<typeof whoOf> },
): Promise<void> {
  const where = { documentId, ...who, endedAt: null };
  if ((await tx.meetingSpeaker.count({ where })) > 0) return;
  if ((await tx.meetingSpeaker.count({ where: { documentId } })) >= MOST_SPEAKERS) {
    throw new AppError('conflict', 'This queue is as long as it can be.');
  }
  await tx.meetingSpeaker.create({ data: { documentId, ...who } });
}

/** What was said stays counted; who waits and goes is forgotten. */
async function leave(tx: Tx, where: Prisma.MeetingSpeakerWhereInput): Promise<void> {
  await tx.meetingSpeaker.updateMany({
    where: { ...where, spokeAt: { not: null }, endedAt: null },
    data: { endedAt: new Date() },
  });
  await tx.meetingSpeaker.deleteMany({ where: { ...where, spokeAt: null } });
}

async function giveWord(tx: Tx, documentId: DocumentId): Promise<void> {
  const { firstTimers } = await tx.meeting.findUniqueOrThrow({ where: { documentId } });
  const queue = await readQueue(tx, { documentId, firstTimers });
  const now = new Date();
  await tx.meetingSpeaker.updateMany({
    where: { documentId, spokeAt: { not: null }, endedAt: null },
    data: { endedAt: now },
  });
  const next = queue.find(({ isSpeaking }) => !isSpeaking);
  if (next) await tx.meetingSpeaker.update({ where: { id: next.id }, data: { spokeAt: now } });
}

async function setDone(
  tx: Tx,
  { documentId, blockId, isDone }: { documentId: DocumentId; blockId: string; isDone: boolean },
): Promise<void> {
  const doneAt = isDone ? new Date() : null;
  await tx.meetingItem.upsert({
    where: { documentId_blockId: { documentId, blockId } },
    create: { documentId, blockId, doneAt },
    update: { doneAt },
  });
}

function found({ count }: { count: number }): void {
  if (count === 0) throw notFound();
}

/** Does something to a meeting that is not closed while nobody else does, and tells whoever is in it. */
async function alone(
  db: Database,
  documentId: DocumentId,
  work: (tx: Tx, clock: Clock) => Promise<void>,
): Promise<void> {
  await db.prisma.$transaction(async (tx) => {
    await lockMeeting(tx, documentId);
    const clock = await clockOf(tx, documentId);
    if (clock.closedAt) throw new AppError('conflict', 'This meeting is closed.');
    await work(tx, clock);
  });
  await db.bus.publish({ type: 'met', documentId });
}

/** Waits until nobody else changes a meeting, which is there then. */
export async function lockMeeting(tx: Tx, documentId: DocumentId): Promise<void> {
  await waitForMeeting(tx, documentId);
  await tx.$executeRaw`
    INSERT INTO meeting (document_id, series_id) VALUES (${documentId}::uuid, gen_random_uuid()) ON CONFLICT DO NOTHING`;
}

import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/** Items of one agenda that were talked about. */
const MOST_ITEMS = 1_000;
/** Milliseconds of one item: what an `integer` holds is twice as much. */
const MOST_ELAPSED = 1_000_000_000;

type Tx = Prisma.TransactionClient;

/** What a meeting is at. */
export interface Clock {
  startedAt: Date | null;
  closedAt: Date | null;
  currentItem: string | null;
  runningSince: Date | null;
}

/** What a meeting that is there is at. */
export function clockOf(tx: Tx, documentId: DocumentId): Promise<Clock> {
  const select = { startedAt: true, closedAt: true, currentItem: true, runningSince: true };
  return tx.meeting.findUniqueOrThrow({ where: { documentId }, select });
}

/** Has an item talked about from now on, or none; the time of the one before is kept. */
export async function runItem(
  tx: Tx,
  { documentId, clock, blockId }: { documentId: DocumentId; clock: Clock; blockId: string | null },
): Promise<void> {
  await keepTime(tx, { documentId, clock });
  if (blockId !== null) {
    if ((await tx.meetingItem.count({ where: { documentId } })) >= MOST_ITEMS) {
      throw new AppError('conflict', 'This agenda has as many items as it can have.');
    }
    await tx.meetingItem.upsert({
      where: { documentId_blockId: { documentId, blockId } },
      create: { documentId, blockId },
      update: { doneAt: null },
    });
  }
  const data = { currentItem: blockId, runningSince: blockId === null ? null : new Date() };
  await tx.meeting.update({ where: { documentId }, data });
}

/** Stops the time of the current item, or has it go on. */
export async function setClock(
  tx: Tx,
  { documentId, clock, runs }: { documentId: DocumentId; clock: Clock; runs: boolean },
): Promise<void> {
  if (clock.currentItem === null || runs === (clock.runningSince !== null)) return;
  await keepTime(tx, { documentId, clock });
  await tx.meeting.update({ where: { documentId }, data: { runningSince: runs ? new Date() : null } });
}

/** Adds to the current item what its time has run. */
async function keepTime(
  tx: Tx,
  { documentId, clock: { currentItem, runningSince } }: { documentId: DocumentId; clock: Clock },
): Promise<void> {
  if (currentItem === null || runningSince === null) return;
  const ran = Math.max(0, Date.now() - runningSince.getTime());
  await tx.$executeRaw`
    UPDATE meeting_item SET elapsed = least(${MOST_ELAPSED}::bigint, elapsed + ${Math.round(ran)}::bigint)
     WHERE document_id = ${documentId}::uuid AND block_id = ${currentItem}`;
}

import type { Prisma } from '../generated/client.ts';
import { keyOf, SOMEONE } from './someone.ts';

/** Rows that are read of a queue: those who wait, and those who have spoken. */
const MOST = 2_000;

type Row = Prisma.MeetingSpeakerGetPayload<{ select: typeof SOMEONE & { spokeAt: true; endedAt: true } }>;

/** A place in the queue, or whoever has the word. */
export type QueueRow = Row & { isSpeaking: boolean; isFirst: boolean };

/** Whoever has the word, and those who wait, in their order: as they raised their hands, or those first who have not spoken yet. */
export async function readQueue(
  tx: Pick<Prisma.TransactionClient, 'meetingSpeaker'>,
  { documentId, firstTimers }: { documentId: string; firstTimers: boolean },
): Promise<QueueRow[]> {
  const rows = await tx.meetingSpeaker.findMany({
    where: { documentId },
    orderBy: { id: 'asc' },
    take: MOST,
    select: { ...SOMEONE, spokeAt: true, endedAt: true },
  });
  const spoken = new Set(rows.filter(({ spokeAt }) => spokeAt).map(keyOf));
  const speaking = rows.filter(({ spokeAt, endedAt }) => spokeAt && !endedAt);
  const waiting = rows.filter(({ spokeAt }) => !spokeAt);
  const isFirst = (row: Row) => !spoken.has(keyOf(row));
  const ordered = firstTimers
    ? [...waiting.filter(isFirst), ...waiting.filter((row) => !isFirst(row))]
    : waiting;
  return [
    ...speaking.map((row) => ({ ...row, isSpeaking: true, isFirst: false })),
    ...ordered.map((row) => ({ ...row, isSpeaking: false, isFirst: isFirst(row) })),
  ];
}

import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';
import { keyOf, type Who } from './someone.ts';

/** People at one meeting. */
const MOST_ATTENDEES = 500;

/** Says of some people that they are there. Those of whom it was said before are there again. */
export async function attend(
  tx: Prisma.TransactionClient,
  { documentId, who }: { documentId: DocumentId; who: readonly Who[] },
): Promise<void> {
  const known = await tx.meetingAttendee.findMany({
    where: { documentId },
    select: { id: true, personId: true, guestId: true, name: true },
  });
  const idBy = new Map(known.map((row) => [keyOf(row), row.id]));
  const asked = new Map(who.map((one) => [keyOf(one), one]));
  const isNew = [...asked].filter(([key]) => !idBy.has(key)).map(([, one]) => one);
  if (known.length + isNew.length > MOST_ATTENDEES) {
    throw new AppError('conflict', 'This meeting has 500 people on its list already.');
  }
  await tx.meetingAttendee.updateMany({
    where: { id: { in: [...asked.keys()].flatMap((key) => idBy.get(key) ?? []) } },
    data: { isPresent: true },
  });
  for (const one of isNew) await tx.meetingAttendee.create({ data: { documentId, ...one } });
}

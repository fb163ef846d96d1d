import { AppError } from '@plenum/domain/errors';
import {
  MOST_SAVED_FILTERS,
  type NewSavedFilter,
  type SavedFilter,
} from '@plenum/domain/tasks/filter/schema';
import type { Grant } from '../access/grant.ts';
import { isTaken } from '../unique.ts';

/** The filters that somebody keeps, by their names; at most 50. */
export function listSavedFilters({ db, personId }: Grant<'account.read'>): Promise<SavedFilter[]> {
  return db.prisma.savedFilter.findMany({
    where: { personId },
    select: { id: true, name: true, filter: true },
    orderBy: { name: 'asc' },
    take: MOST_SAVED_FILTERS,
  });
}

/**
 * Keeps a filter. @throws AppError `invalid_input` where one has that name already, `conflict` where there are as many as there may be.
 */
export async function saveFilter(
  { db, personId }: Grant<'account.organise'>,
  { name, filter }: NewSavedFilter,
): Promise<void> {
  try {
    await db.prisma.$transaction(async (tx) => {
      // Two at once would both be the fiftieth.
      await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
      if ((await tx.savedFilter.count({ where: { personId } })) >= MOST_SAVED_FILTERS) {
        throw new AppError('conflict', 'You have 50 saved filters. Delete one that you no longer need.');
      }
      await tx.savedFilter.create({ data: { personId, name, filter } });
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    const message = 'You have a filter of this name. Choose another one.';
    throw new AppError('invalid_input', message, { fields: { name: message }, cause: error });
  }
}

/** Deletes a filter that somebody keeps; one that is not theirs, or gone already, is left alone. */
export async function deleteSavedFilter(
  { db, personId }: Grant<'account.organise'>,
  id: string,
): Promise<void> {
  await db.prisma.savedFilter.deleteMany({ where: { id, personId } });
}

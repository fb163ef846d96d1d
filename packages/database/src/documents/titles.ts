import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { mayReadEach } from '../access/may-read.ts';

/** How many are told at once; of the rest nothing. */
export const MOST_TITLES = 500;

/** What some documents are called now, as far as the one who asks may read them, by a constant number of queries. */
export async function readableTitles(
  { actor, db }: Pick<Grant<'document.read'>, 'actor' | 'db'>,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, string>> {
  const asked = [...new Set(ids)].slice(0, MOST_TITLES);
  if (asked.length === 0) return new Map();
  const isReadable = await mayReadEach(db, { actor, ids: asked });
  const rows = await db.prisma.document.findMany({
    where: { id: { in: asked.filter((_, i) => isReadable[i]) } },
    select: { id: true, title: true },
  });
  return new Map(rows.map(({ id, title }) => [id, title]));
}

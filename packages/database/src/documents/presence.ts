import type { AuthorKey, PresentInDocument } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { BELIEVED } from '../presence/postgres-presences.ts';
import { authorsBy } from './past-authors.ts';
import { readable } from './readable.ts';

/** Presences that are looked at for a list, and people named in a document. */
const MOST = 2_000;
const NAMED = 5;

/**
 * Who is in the documents of a workspace just now, as far as the one who asks may read them: people, and guests who write. Documents in
 * which nobody is are left out.
 * @param documentIds those that are asked about; all without it.
 */
export async function listPresent(
  grant: Grant<'workspace.read'>,
  documentIds?: readonly DocumentId[],
): Promise<PresentInDocument[]> {
  const rows = await grant.db.prisma.documentPresence.findMany({
    where: {
      node: { seenAt: { gt: new Date(Date.now() - BELIEVED * 1_000) } },
      document: { ...readable(grant), ...(documentIds && { id: { in: [...documentIds] } }) },
    },
    orderBy: [{ documentId: 'asc' }, { kind: 'asc' }, { who: 'asc' }],
    take: MOST,
    select: { documentId: true, kind: true, who: true },
  });
  const present = new Map<DocumentId, Set<AuthorKey>>();
  for (const { documentId, kind, who } of rows) {
    // On several nodes or devices they are one.
    present.set(documentId, (present.get(documentId) ?? new Set()).add(`${kind} ${who}`));
  }
  const named = [...present.values()].flatMap((keys) => [...keys].slice(0, NAMED));
  const authorBy = await authorsBy(grant.db, named);
  return [...present].map(([documentId, keys]) => ({
    documentId,
    count: keys.size,
    people: [...keys].slice(0, NAMED).flatMap((key) => {
      const { kind, name, colour } = authorBy(key);
      const id = key.slice(key.indexOf(' ') + 1);
      return kind === 'system' || colour === null ? [] : [{ kind, id, name, colour }];
    }),
  }));
}

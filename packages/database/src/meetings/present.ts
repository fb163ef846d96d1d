import type { AuthorKey } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';
import { BELIEVED } from '../presence/postgres-presences.ts';

/** People of one document. */
const MOST = 300;

/** Who has a document open just now: people, and guests who write. On several nodes or devices they are one. */
export async function presentIn(
  tx: Pick<Prisma.TransactionClient, 'documentPresence'>,
  documentId: DocumentId,
): Promise<AuthorKey[]> {
  const rows = await tx.documentPresence.findMany({
    where: {
      documentId,
      kind: { in: ['person', 'guest'] },
      node: { seenAt: { gt: new Date(Date.now() - BELIEVED * 1_000) } },
    },
    orderBy: [{ kind: 'desc' }, { who: 'asc' }],
    take: MOST,
    select: { kind: true, who: true },
  });
  return [...new Set(rows.map(({ kind, who }): AuthorKey => `${kind} ${who}`))];
}

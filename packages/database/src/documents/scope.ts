import type { DocumentId } from '@plenum/domain/ids';
import type { Prisma } from '../generated/client.ts';

/**
 * Says whose rules hold for a document and for all below it, down to what has rules of its own. Inside a transaction that has the
 * workspace locked, so that nothing comes to lie below it meanwhile.
 */
export async function setScope(
  tx: Prisma.TransactionClient,
  { documentId, scopeId }: { documentId: DocumentId; scopeId: DocumentId | null },
): Promise<void> {
  await tx.$executeRaw`
    WITH RECURSIVE down AS (
      SELECT id FROM document WHERE id = ${documentId}::uuid
      UNION SELECT d.id FROM document d JOIN down ON d.parent_id = down.id WHERE d.scope_id IS DISTINCT FROM d.id
    )
    UPDATE document SET scope_id = ${scopeId}::uuid WHERE id IN (SELECT id FROM down)`;
}

import type { DocumentId } from '@plenum/domain/ids';
import type { Database } from '../client.ts';
import { UpdateBuffer } from '../log/update-buffer.ts';
import { rowsOf } from './rows.ts';

/**
 * A document's content as it was after a row of its log: a Yjs update (V1). Reads one state and the rows after it. For those who have a
 * grant; who may only read is shown nothing of it that is not there any more.
 */
export async function pastStateOf(
  db: Database,
  { documentId, seq }: { documentId: DocumentId; seq: number },
): Promise<Uint8Array> {
  const where = { documentId, seq: { lte: seq } };
  const checkpoint = await db.prisma.documentCheckpoint.findFirst({ where, orderBy: { seq: 'desc' } });
  const state = new UpdateBuffer();
  if (checkpoint) state.add(new Uint8Array(checkpoint.state));
  for await (const { update } of rowsOf(db, { documentId, after: checkpoint?.seq ?? 0, to: seq })) {
    state.add(update);
  }
  return state.merged();
}

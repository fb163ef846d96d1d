import { openDatabase } from '@plenum/database/client';
import { loggableError } from '@plenum/domain/loggable-error';
import { runTransfer } from '@plenum/exchange/transfer/run-transfer';
import { giveWay, guard } from '@plenum/formats/bounded-process';
import type { MoveOrder } from './move-process.ts';
import type { MoveAnswer } from './mover.ts';

// A process that moves one thing in or out, notes what came of it, and ends; also when nobody is there any more to tell it to.
// Its browser is of the same group.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.once('message', async (order: MoveOrder) => {
  giveWay();
  guard(order.limits);
  const answer = await answerTo(order);
  process.send?.(answer, undefined, undefined, () => process.exit());
});

async function answerTo({ job, place, chromium }: MoveOrder): Promise<MoveAnswer> {
  const db = openDatabase(place);
  let printing: object | null = null;
  try {
    const onPrintFailed = (reason: object) => {
      printing = reason;
    };
    await runTransfer(db, job, { chromium, onPrintFailed });
    return { status: 'settled', printing: printing && loggableError(printing) };
  } catch (error) {
    // Messages can quote what is in a file.
    return { status: 'broken', reason: loggableError(error) };
  } finally {
    await db.close().catch(() => {});
  }
}

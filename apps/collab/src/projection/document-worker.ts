import { constants, getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { DocumentId } from '@plenum/domain/ids';
import { loggableError } from '@plenum/domain/loggable-error';
import type { Answer, Worked } from './document-thread.ts';

/**
 * In a thread of its own, which waits for all that people wait for: does a piece of work for each document that document-thread.ts names.
 * It rejects when the database fails.
 */
export function workOnDocuments(work: (documentId: DocumentId) => Promise<Worked>): void {
  giveWay();
  parentPort?.on('message', async (documentId: DocumentId) =>
    parentPort?.postMessage(await answer(documentId)),
  );

  async function answer(documentId: DocumentId): Promise<Answer> {
    const began = performance.now();
    const worked = await work(documentId).catch((cause: unknown) => ({
      kind: 'unavailable' as const,
      cause,
    }));
    const milliseconds = performance.now() - began;
    return 'cause' in worked
      ? { kind: worked.kind, error: loggableError(worked.cause), milliseconds }
      : { ...worked, milliseconds };
  }
}

/** Lowers the thread's priority, which elsewhere than on Linux would be the whole process's. */
function giveWay(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  try {
    if (process.platform === 'linux' && getPriority() < PRIORITY_BELOW_NORMAL)
      setPriority(PRIORITY_BELOW_NORMAL);
  } catch {
    // Where that is not allowed, it works as fast as all else.
  }
}

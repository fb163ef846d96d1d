import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { DocumentId } from '@plenum/domain/ids';
import { loggableError } from '@plenum/domain/loggable-error';
import type { Answer, Worked } from './document-thread.ts';

/**
 * In a thread of its own, which waits for all that people wait for: does a piece of work for each document that document-thread.ts names.
 * It rejects when the database fails.
 */
export function workOnDocuments(work: (documentId: DocumentId) => Promise<Worked>): void {
  // Elsewhere a priority is not the thread's but the whole process's.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
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
      : { kind: worked.kind, milliseconds };
  }
}

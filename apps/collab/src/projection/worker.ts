import { parentPort } from 'node:worker_threads';
import { type CollectJob, type CollectResult, collectForReaders } from './collect.ts';

// The thread that may take its time; what it is asked for is in collector.ts.
parentPort?.on('message', ({ id, updates }: CollectJob) => {
  const answer = (result: CollectResult): void => parentPort?.postMessage(result);
  try {
    answer({ id, ...collectForReaders(updates) });
  } catch (error) {
    answer({ id, error: String(error) });
  }
});

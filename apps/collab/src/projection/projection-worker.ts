import { parentPort, workerData } from 'node:worker_threads';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { openPool } from '@plenum/database/pool';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import type { DocumentId } from '@plenum/domain/ids';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import type { Answer, Place } from './projection-thread.ts';

// The thread that reads a document, projects it and writes the result; who asks is projection-thread.ts.
const { databaseUrl, origin }: Place = workerData;
const pool = openPool(databaseUrl);
const projecting = {
  log: postgresLog(pool),
  projections: postgresProjections(pool, { version: PROJECTION_VERSION }),
  project: (updates: Uint8Array[]) => projectionFromUpdates(updates, { origin }),
};

parentPort?.on('message', (documentId: DocumentId) => void answer(documentId));

async function answer(documentId: DocumentId): Promise<void> {
  const post = (message: Answer): void => parentPort?.postMessage(message);
  try {
    const projected = await projectFromLog(projecting, { documentId });
    if (projected.kind === 'failed') post({ kind: 'failed', reason: nameOf(projected.cause) });
    else post(projected);
  } catch (error) {
    post({ kind: 'unavailable', reason: nameOf(error) });
  }
}

/** What may stand in a log: messages can quote what is stored. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return 'code' in error ? `${error.name} ${error.code}` : error.name;
}

import { workerData } from 'node:worker_threads';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { openPool } from '@plenum/database/pool';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import type { Place } from './document-thread.ts';
import { workOnDocuments } from './document-worker.ts';

// The thread that reads a document, projects it and writes the result.
const { databaseUrl, origin }: Place = workerData;
const pool = openPool(databaseUrl);
const projecting = {
  log: postgresLog(pool),
  projections: postgresProjections(pool, { version: PROJECTION_VERSION }),
  project: (updates: Uint8Array[]) => projectionFromUpdates(updates, { origin }),
};

workOnDocuments((documentId) => projectFromLog(projecting, { documentId }));

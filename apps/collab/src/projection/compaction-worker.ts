import { workerData } from 'node:worker_threads';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { openPool } from '@plenum/database/pool';
import { compact } from './compaction.ts';
import type { Place } from './document-thread.ts';
import { workOnDocuments } from './document-worker.ts';

// The thread that reads a document, makes its snapshot and writes it.
const { databaseUrl }: Place = workerData;
const log = postgresLog(openPool(databaseUrl));

workOnDocuments((documentId) => compact(log, documentId));

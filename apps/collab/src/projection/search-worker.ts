import { workerData } from 'node:worker_threads';
import { openPool } from '@plenum/database/pool';
import { indexDocument } from '@plenum/database/search/index-document';
import type { Place } from './document-thread.ts';
import { workOnDocuments } from './document-worker.ts';

// The thread that reads what is stored of a document and writes what a search knows of it.
const { databaseUrl }: Place = workerData;
const pool = openPool(databaseUrl);

workOnDocuments((documentId) => indexDocument(pool, documentId));

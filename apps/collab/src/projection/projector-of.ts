import type { Database } from '@plenum/database/client';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import type { Logger } from 'pino';
import type { Clock } from '../room/ports.ts';
import type { DocumentThread } from './document-thread.ts';
import type { Gatherers } from './gatherers.ts';
import { Projector } from './projector.ts';

/** The projector of a database, which writes what goes wrong into the log. */
export function projectorOf({
  db,
  clock,
  log,
  thread,
  gatherers,
}: {
  db: Database;
  clock: Clock;
  log: Logger;
  thread: DocumentThread;
  gatherers: Gatherers;
}): Projector {
  return new Projector({
    clock,
    projections: postgresProjections(db.pool, { version: PROJECTION_VERSION }),
    thread,
    onOtherTasks: (documentId) => gatherers.tell(documentId),
    onFailed: (documentId, err) => log.warn({ err, documentId }, 'a document could not be projected'),
    onGiversFailed: (documentId, cause) => {
      const err = new Error('The thread failed.', { cause });
      log.warn({ err, documentId }, 'who gave the tasks of a document could not be looked up, trying again');
    },
    onPaused: (err) => log.warn({ err }, 'projecting pauses, trying again'),
  });
}

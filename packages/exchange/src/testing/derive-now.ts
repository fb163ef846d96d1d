import type { Database } from '@plenum/database/client';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import type { DocumentId } from '@plenum/domain/ids';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';

/** Derives of a document what the live server would derive some seconds later. */
export async function deriveNow({ pool, publicUrl }: Database, documentId: DocumentId): Promise<void> {
  const projections = postgresProjections(pool, { version: PROJECTION_VERSION });
  const project = (updates: Uint8Array[]) => projectionFromUpdates(updates, { origin: publicUrl });
  await projectFromLog({ log: postgresLog(pool), projections, project }, { documentId });
}

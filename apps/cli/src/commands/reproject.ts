import type { Database } from '@plenum/database/client';
import { wantAllTexts } from '@plenum/database/files/file-texts';
import { postgresLog } from '@plenum/database/log/postgres-log';
import { postgresProjections } from '@plenum/database/projection/postgres-projections';
import { projectFromLog } from '@plenum/database/projection/project-from-log';
import { indexChanged, markAllChanged } from '@plenum/database/search/changes';
import type { DocumentId } from '@plenum/domain/ids';
import { projectionFromUpdates } from '@plenum/editor/projection/projection';
import { PROJECTION_VERSION } from '@plenum/editor/projection/version';
import { withInstance } from '../data/open-instance.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Documents that are listed at once, after which progress is told. */
const PAGE = 200;
/** Documents that a sentence names. */
const NAMED = 10;

/** Projects every document anew from its log, and has what a search knows made of that. May be broken off and begun again, and run beside a running instance. */
export async function reproject(env: Env): Promise<Answer> {
  const { projected, failed } = await withInstance(env, (db) =>
    projectAll(db, { origin: new URL(env.publicUrl).origin }),
  );
  return {
    lines: [`Projected ${inDocuments(projected)}.`],
    value: { projected, failed },
    failure: failed.length === 0 ? undefined : failureOf(failed),
  };
}

async function projectAll(db: Database, { origin }: { origin: string }) {
  const projections = postgresProjections(db.pool, { version: PROJECTION_VERSION });
  const projecting = {
    log: postgresLog(db.pool),
    projections,
    project: (updates: Uint8Array[]) => projectionFromUpdates(updates, { origin }),
  };
  const total = await projections.count();
  const failed: DocumentId[] = [];
  let projected = 0;
  let page: DocumentId[] = [];
  do {
    page = await projections.listAll({ after: page.at(-1) ?? null, limit: PAGE });
    for (const documentId of page) {
      const { kind } = await projectFromLog(projecting, { documentId, anew: true });
      if (kind === 'failed') failed.push(documentId);
      else if (kind !== 'gone') projected += 1;
    }
    if (page.length === PAGE) process.stderr.write(`${projected + failed.length} of ${inDocuments(total)}\n`);
  } while (page.length === PAGE);
  await wantAllTexts(db.pool);
  await markAllChanged(db.pool);
  await indexChanged(db.pool);
  return { projected, failed };
}

function failureOf(failed: readonly DocumentId[]): string {
  const rest = failed.length > NAMED ? ` and ${failed.length - NAMED} more` : '';
  const named = `${failed.slice(0, NAMED).join(', ')}${rest}`;
  return `What is stored of ${inDocuments(failed.length)} cannot be read, so that the projection stays as it was: ${named}.`;
}

function inDocuments(count: number): string {
  return count === 1 ? '1 document' : `${count} documents`;
}

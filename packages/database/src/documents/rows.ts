import { notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';
import { authorOf } from '../log/author.ts';
import type { LogRow } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';

/** Rows that are read at once: a long log is never in memory as a whole. */
const ROWS = 500;

/** Every row of a document's log, from the first, with its author. */
export async function* readLog({ db, documentId }: Grant<'document.share'>): AsyncGenerator<LogRow> {
  const log = postgresLog(db.pool);
  for (let seq = 0; ; ) {
    const rows = await log.readAfter(documentId, { seq, limit: ROWS });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS) return;
    seq = last.seq;
  }
}

/**
 * Appends what somebody changes without having the document open, and tells whoever has.
 * @param update a Yjs update (V1).
 * @throws AppError `not_found` where the document is gone meanwhile.
 */
export async function appendUpdate(
  { actor, db, documentId }: Grant<'document.write'>,
  update: Uint8Array,
): Promise<void> {
  const [seq] = await postgresLog(db.pool).append([{ documentId, author: authorOf(actor), update }]);
  if (typeof seq !== 'number') throw notFound();
  await db.bus.publish({ type: 'rows', documentId, seq });
}

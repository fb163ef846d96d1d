import { AppError, inArchive, notFound } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { authorOf } from '../log/author.ts';
import type { LogRow } from '../log/log.ts';
import { postgresLog } from '../log/postgres-log.ts';
import { inTransaction } from '../transaction.ts';

/** Rows that are read at once: a long log is never in memory as a whole. */
const ROWS = 500;

/** Every row of a document's log, from the first, with its author. */
export function readLog({ db, documentId }: Grant<'document.share'>): AsyncGenerator<LogRow> {
  return rowsOf(db, { documentId, after: 0, to: Number.POSITIVE_INFINITY });
}

/** The rows of a log after one, up to another, in order; for those who have a grant for them. */
export async function* rowsOf(
  { pool }: Pick<Database, 'pool'>,
  { documentId, after, to }: { documentId: DocumentId; after: number; to: number },
): AsyncGenerator<LogRow> {
  const log = postgresLog(pool);
  for (let seq = after; seq < to; ) {
    const limit = Math.min(ROWS, to - seq);
    const rows = await log.readAfter(documentId, { seq, limit });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
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
  if (seq === 'archived') throw inArchive();
  if (typeof seq !== 'number') throw notFound();
  await db.bus.publish({ type: 'rows', documentId, seq });
}

/** The first number of the locks by which one edit at a time is made of a document's present state. */
export const EDIT_LOCK = 720_044;

/** Milliseconds for which it is waited for: whoever waits holds a connection. */
const SETTINGS = { lock_timeout: 5_000 };

/**
 * Appends the update that is made of those (V1) that a document consists of, if one is, and tells whoever has it open. Whoever does the
 * same at this moment is waited for, so that nothing is done twice; whoever writes is not.
 * @throws AppError `not_found` where the document is gone meanwhile, and PostgreSQL's error for a lock that takes too long.
 */
export async function appendEdit<Edit extends Made>(
  grant: Grant<'document.write'>,
  make: (updates: Uint8Array[]) => Edit,
): Promise<Edit> {
  return appendMade(grant, { make, isTick: false });
}

/**
 * As {@link appendEdit}, of what a tick says: whether tasks are done, and of one that comes again its next days and its rule. That is said of the
 * tasks of a text when it is closed, too, as those are told who are offered it (`mayTick`), and not of those of a list. That it makes nothing
 * else is up to the caller.
 * @throws AppError `forbidden` for a list that is closed.
 */
export async function appendTick<Edit extends Made>(
  grant: Grant<'document.tick'>,
  make: (updates: Uint8Array[]) => Edit,
): Promise<Edit> {
  return appendMade(grant, { make, isTick: true });
}

type Made = { update: Uint8Array | null } | null;

async function appendMade<Edit extends Made>(
  { actor, db, documentId }: Grant<'document.write'> | Grant<'document.tick'>,
  { make, isTick }: { make: (updates: Uint8Array[]) => Edit; isTick: boolean },
): Promise<Edit> {
  const made = await inTransaction({ pool: db.pool, settings: SETTINGS }, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [EDIT_LOCK, documentId]);
    const log = postgresLog(client);
    const opening = await log.open(documentId);
    if (!opening) throw notFound();
    const { snapshot, tail } = opening;
    const edit = make([...(snapshot ? [snapshot.state] : []), ...tail.map(({ update }) => update)]);
    if (!edit?.update) return { edit, seq: null };
    // It may have been closed while the edit was made. Until the edit is stored nobody closes it.
    const { rows } = await client.query<{ isClosed: boolean }>(
      `SELECT frozen_at IS NOT NULL AND (kind = 'tasks' OR NOT $2) AS "isClosed" FROM document
        WHERE id = $1 AND deleted_at IS NULL AND archived_at IS NULL FOR NO KEY UPDATE`,
      [documentId, isTick],
    );
    if (!rows[0] || rows[0].isClosed) throw new AppError('forbidden', 'This document was closed meanwhile.');
    const [seq] = await log.append([{ documentId, author: authorOf(actor), update: edit.update }]);
    if (typeof seq !== 'number') throw notFound();
    return { edit, seq };
  });
  if (made.seq !== null) await db.bus.publish({ type: 'rows', documentId, seq: made.seq });
  return made.edit;
}

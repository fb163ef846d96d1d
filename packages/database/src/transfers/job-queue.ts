import { randomBytes } from 'node:crypto';
import { AppError } from '@plenum/domain/errors';
import type { FileId } from '@plenum/domain/ids';
import { TRANSFER_HOURS } from '@plenum/domain/transfers/schema';
import type { LeftBehind, TakenTransfer, TransferLoss } from '@plenum/domain/transfers/types';
import type pg from 'pg';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { inTransaction } from '../transaction.ts';

/** Seconds after which whoever works on something and does not say so is taken for dead. */
export const TRANSFER_LEASE = 60;

/** How often something is begun at most without getting further. */
export const MOST_TRIES = 3;

/** Jobs that are given up at once. */
const BATCH = 100;

/** What the token is called by which a program of the instance acts for somebody, and the bytes of its hash, of which no token is that can be shown. */
const TOKEN_NAME = 'moving in and out';
const TOKEN_BYTES = 33;

/** Only whoever has taken it last says what becomes of it. */
type Taken = Pick<TakenTransfer, 'id' | 'tokenId'>;

/**
 * Takes what has waited longest, or what somebody has who is taken for dead, whose token counts no more from here on. Several nodes take different
 * ones. What was begun too often fails instead: it may have ended whoever had it. Null where there is nothing.
 */
export async function takeTransfer({ db }: Grant<'instance.administer'>): Promise<TakenTransfer | null> {
  const { taken, left } = await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    const given = await client.query<{ id: string; formerTokenId: string | null }>(
      `UPDATE transfer_job j SET state = 'failed', failure = $1, due_at = NULL, ended_at = now()
         FROM (SELECT id FROM transfer_job WHERE due_at <= now() AND tries >= ${MOST_TRIES}
                ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) lost
        WHERE j.id = lost.id RETURNING j.id, j.token_id AS "formerTokenId"`,
      [tooIntricate().message],
    );
    const formerTokenIds = given.rows.flatMap(({ formerTokenId }) => formerTokenId ?? []);
    await client.query('DELETE FROM api_token WHERE id = ANY($1::uuid[])', [formerTokenIds]);
    return { taken: await takeNext(client), left: [...given.rows.map(({ id }) => id), ...formerTokenIds] };
  });
  // Where this fails, housekeeping does it.
  for (const id of left) await db.transferFiles.remove(id).catch(() => {});
  return taken;
}

async function takeNext(client: pg.PoolClient): Promise<TakenTransfer | null> {
  const { rows } = await client.query<TakenTransfer & { formerTokenId: string | null }>(
    `UPDATE transfer_job j
        SET state = 'working', tries = j.tries + 1, due_at = now() + make_interval(secs => ${TRANSFER_LEASE}),
            done = CASE WHEN j.kind = 'export' THEN 0 ELSE j.done END
       FROM (SELECT id FROM transfer_job WHERE due_at <= now() AND tries < ${MOST_TRIES}
              ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) next
      WHERE j.id = next.id
     RETURNING j.id, j.workspace_id AS "workspaceId", j.person_id AS "personId", j.kind, j.form,
               j.document_id AS "documentId", j.title, j.locale, j.is_again AS "isAgain", j.tries,
               j.token_id AS "formerTokenId"`,
  );
  const [row] = rows;
  if (!row) return null;
  const { formerTokenId, ...job } = row;
  await client.query('DELETE FROM api_token WHERE id = $1', [formerTokenId]);
  const made = await client.query<{ id: string }>(
    `INSERT INTO api_token (id, person_id, name, token_hash) VALUES (gen_random_uuid(), $1, $2, $3) RETURNING id`,
    [job.personId, TOKEN_NAME, randomBytes(TOKEN_BYTES)],
  );
  const tokenId = made.rows[0]?.id ?? '';
  await client.query('UPDATE transfer_job SET token_id = $2 WHERE id = $1', [job.id, tokenId]);
  return { ...job, tokenId };
}

/** Says that somebody still works on it. Whether it is still theirs. */
export async function keepTransfer(
  { pool }: Pick<Database, 'pool'>,
  { id, tokenId }: Taken,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_job SET due_at = now() + make_interval(secs => ${TRANSFER_LEASE})
      WHERE id = $1 AND token_id = $2 AND state = 'working'`,
    [id, tokenId],
  );
  return (rowCount ?? 0) > 0;
}

/** Says how far it is. An import that has got further is tried anew as often as at first. */
export async function noteProgress(
  { pool }: Pick<Database, 'pool'>,
  { id, tokenId }: Taken,
  { done, of }: { done: number; of: number },
): Promise<void> {
  await pool.query(
    `UPDATE transfer_job SET done = $3, total = $4,
            tries = CASE WHEN kind = 'import' AND done < $3 THEN 1 ELSE tries END
      WHERE id = $1 AND token_id = $2 AND state = 'working'`,
    [id, tokenId, done, of],
  );
}

/** What came of it; of what went out the documents that are in its file, too. */
export type TransferOutcome =
  | {
      state: 'done';
      done: number;
      losses: TransferLoss[];
      left: LeftBehind | null;
      size: number | null;
      pageIds?: readonly string[];
    }
  | { state: 'failed'; failure: string };

/** Ends it. Whether it was still theirs. What went out lies by the name of {@link madeFile}. */
export async function settleTransfer(
  db: Pick<Database, 'pool' | 'transferFiles'>,
  job: Taken,
  outcome: TransferOutcome,
): Promise<boolean> {
  const { id, tokenId } = job;
  const isDone = outcome.state === 'done';
  const ended = await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    const { rows } = await client.query<{ kind: string }>(
      `UPDATE transfer_job SET state = $3::transfer_state, failure = $4, losses = coalesce($5::jsonb, losses), "left" = $6,
              size = $7, done = coalesce($8, done), total = coalesce($8, total), page_ids = $9, due_at = NULL, ended_at = now(),
              file_id = CASE WHEN kind = 'export' AND $3 = 'done' THEN $2::uuid END
        WHERE id = $1 AND token_id = $2 AND state = 'working' RETURNING kind`,
      [
        id,
        tokenId,
        outcome.state,
        isDone ? null : outcome.failure,
        isDone ? JSON.stringify(outcome.losses) : null,
        isDone && outcome.left ? JSON.stringify(outcome.left) : null,
        isDone ? outcome.size : null,
        isDone ? outcome.done : null,
        (isDone && outcome.pageIds) || [],
      ],
    );
    if (rows.length > 0) await client.query('DELETE FROM api_token WHERE id = $1', [tokenId]);
    return rows[0];
  });
  if (!ended) return false;
  // What came in is pages now, and of what failed nothing is of any use.
  if (ended.kind === 'import') await db.transferFiles.remove(String(id));
  else if (!isDone) await db.transferFiles.remove(madeFile(job));
  return true;
}

/** By what somebody keeps a file that goes out, who has taken it: whoever takes it after them has another one. */
export function madeFile({ tokenId }: Pick<Taken, 'tokenId'>): FileId {
  return tokenId;
}

/** Gives it back, to be taken again after so many seconds. @param isCounted whether that is a try that failed. */
export async function giveBackTransfer(
  { pool }: Pick<Database, 'pool'>,
  { id, tokenId }: Taken,
  { seconds, isCounted }: { seconds: number; isCounted: boolean },
): Promise<void> {
  await inTransaction({ pool, settings: {} }, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE transfer_job SET state = 'waiting', due_at = now() + make_interval(secs => $3),
              tries = CASE WHEN $4 THEN tries ELSE greatest(0, tries - 1) END
        WHERE id = $1 AND token_id = $2 AND state = 'working'`,
      [id, tokenId, seconds, isCounted],
    );
    if ((rowCount ?? 0) > 0) await client.query('DELETE FROM api_token WHERE id = $1', [tokenId]);
  });
}

/** Gives it up, which was begun too often. */
export async function giveUpTransfer(
  db: Pick<Database, 'pool' | 'transferFiles'>,
  job: Taken,
): Promise<void> {
  await settleTransfer(db, job, { state: 'failed', failure: tooIntricate().message });
}

/** Removes a file, or what was written of it, that is of nothing that is under way or ready. */
export async function clearTransferFile(
  { pool, transferFiles }: Pick<Database, 'pool' | 'transferFiles'>,
  id: FileId,
): Promise<void> {
  const { rowCount } = await pool.query(
    `SELECT 1 FROM transfer_job WHERE id = $1 AND kind = 'import' AND due_at IS NOT NULL OR id = $1 AND state = 'coming'
        OR token_id = $1 AND state = 'working' OR file_id = $1 AND state = 'done' LIMIT 1`,
    [id],
  );
  if (rowCount === 0) await transferFiles.remove(id);
}

/** Forgets what has ended a day ago or never came whole, and removes files that nothing is known of. */
export async function forgetTransfers({ db }: Grant<'instance.administer'>): Promise<void> {
  await db.pool.query(
    `DELETE FROM transfer_job WHERE ended_at < now() - make_interval(hours => ${TRANSFER_HOURS})
        OR state = 'coming' AND created_at < now() - make_interval(hours => ${TRANSFER_HOURS})`,
  );
  await db.pool.query(
    `DELETE FROM api_token t WHERE octet_length(token_hash) = ${TOKEN_BYTES}
        AND NOT EXISTS (SELECT 1 FROM transfer_job j WHERE j.token_id = t.id)`,
  );
  for await (const { id } of db.transferFiles.list()) await clearTransferFile(db, id);
  for await (const id of db.transferFiles.drafts()) await clearTransferFile(db, id);
}

function tooIntricate(): AppError {
  return new AppError(
    'too_large',
    'This could not be finished, however often it was tried: it may be too large, or damaged. Try a part of it, or tell whoever runs this Plenum.',
  );
}

import { randomBytes } from 'node:crypto';
import type { TransferJobId } from '@plenum/domain/ids';
import { TRANSFER_HOURS } from '@plenum/domain/transfers/schema';
import type { LeftBehind, TakenTransfer, TransferLoss } from '@plenum/domain/transfers/types';
import type { Grant } from '../access/grant.ts';
import type { Database } from '../client.ts';
import { clearWorkFolder } from '../files/work-folder.ts';
import { inTransaction } from '../transaction.ts';

/** Seconds after which whoever works on something and does not say so is taken for dead. */
export const TRANSFER_LEASE = 60;

/** What the token is called by which a program of the instance acts for somebody. */
const TOKEN_NAME = 'moving in and out';

/** Only whoever has taken it last says what becomes of it. */
type Taken = Pick<TakenTransfer, 'id' | 'tokenId'>;

/**
 * Takes what has waited longest, or what somebody has who is taken for dead, whose token counts no more from here on. Several nodes take different
 * ones. Null where there is nothing.
 */
export function takeTransfer({ db }: Grant<'instance.administer'>): Promise<TakenTransfer | null> {
  return inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    const { rows } = await client.query<TakenTransfer & { formerTokenId: string | null }>(
      `UPDATE transfer_job j
          SET state = 'working', tries = j.tries + 1, due_at = now() + make_interval(secs => ${TRANSFER_LEASE}),
              done = CASE WHEN j.kind = 'export' THEN 0 ELSE j.done END
         FROM (SELECT id FROM transfer_job WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) next
        WHERE j.id = next.id
       RETURNING j.id, j.workspace_id AS "workspaceId", j.person_id AS "personId", j.kind, j.form,
                 j.document_id AS "documentId", j.title, j.locale, j.is_again AS "isAgain", j.tries,
                 j.token_id AS "formerTokenId"`,
    );
    const [row] = rows;
    if (!row) return null;
    const { formerTokenId, ...job } = row;
    await client.query('DELETE FROM api_token WHERE id = $1', [formerTokenId]);
    // Nobody knows what this is the hash of: it is a token that cannot be shown.
    const made = await client.query<{ id: string }>(
      `INSERT INTO api_token (id, person_id, name, token_hash) VALUES (gen_random_uuid(), $1, $2, $3) RETURNING id`,
      [job.personId, TOKEN_NAME, randomBytes(32)],
    );
    const tokenId = made.rows[0]?.id ?? '';
    await client.query('UPDATE transfer_job SET token_id = $2 WHERE id = $1', [job.id, tokenId]);
    return { ...job, tokenId };
  });
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

/** What came of it. */
export type TransferOutcome =
  | { state: 'done'; done: number; losses: TransferLoss[]; left: LeftBehind | null; size: number | null }
  | { state: 'failed'; failure: string };

/** Ends it. Whether it was still theirs. */
export async function settleTransfer(
  db: Pick<Database, 'pool' | 'transferFiles'>,
  { id, tokenId }: Taken,
  outcome: TransferOutcome,
): Promise<boolean> {
  const isDone = outcome.state === 'done';
  const { rows } = await db.pool.query<{ kind: string }>(
    `UPDATE transfer_job SET state = $3::transfer_state, failure = $4, losses = coalesce($5::jsonb, losses), "left" = $6,
            size = $7, done = coalesce($8, done), total = coalesce($8, total), due_at = NULL, ended_at = now()
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
    ],
  );
  const [ended] = rows;
  if (!ended) return false;
  await db.pool.query('DELETE FROM api_token WHERE id = $1', [tokenId]);
  // What came in is pages now, and of what failed nothing is of any use.
  if (ended.kind === 'import' || !isDone) await db.transferFiles.remove(String(id));
  return true;
}

/** Gives it back, to be taken again after so many seconds. @param isCounted whether that is a try that failed. */
export async function giveBackTransfer(
  { pool }: Pick<Database, 'pool'>,
  { id, tokenId }: Taken,
  { seconds, isCounted }: { seconds: number; isCounted: boolean },
): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE transfer_job SET state = 'waiting', due_at = now() + make_interval(secs => $3),
            tries = CASE WHEN $4 THEN tries ELSE greatest(0, tries - 1) END
      WHERE id = $1 AND token_id = $2 AND state = 'working'`,
    [id, tokenId, seconds, isCounted],
  );
  if ((rowCount ?? 0) > 0) await pool.query('DELETE FROM api_token WHERE id = $1', [tokenId]);
}

/** Removes what was half written of something that is not to be done any more. */
export async function clearTransfer(
  { pool, transferFiles }: Pick<Database, 'pool' | 'transferFiles'>,
  id: TransferJobId,
): Promise<void> {
  const { rowCount } = await pool.query(`SELECT 1 FROM transfer_job WHERE id = $1 AND state <> 'cancelled'`, [
    id,
  ]);
  if (rowCount === 0) await transferFiles.remove(String(id));
}

/** Forgets what has ended a day ago or never came whole, and removes files that nothing is known of, and what was printed by whoever was killed. */
export async function forgetTransfers({ db }: Grant<'instance.administer'>): Promise<void> {
  await db.pool.query(
    `DELETE FROM transfer_job WHERE ended_at < now() - make_interval(hours => ${TRANSFER_HOURS})
        OR state = 'coming' AND created_at < now() - make_interval(hours => ${TRANSFER_HOURS})`,
  );
  for await (const { id } of db.transferFiles.list()) await clearTransfer(db, String(id));
  await clearWorkFolder(db.dataDir);
}

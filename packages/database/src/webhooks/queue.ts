import { messageOf } from '@plenum/domain/webhooks/rules';
import { FAILING_DAYS, type Failure, TEST_EVENT } from '@plenum/domain/webhooks/schema';
import type { Told } from '@plenum/domain/webhooks/types';
import type { Grant } from '../access/grant.ts';
import { unsealedToken } from '../access/tokens.ts';
import { inTransaction } from '../transaction.ts';

/** Seconds after which a courier that has a message is taken for dead; more than one takes. */
const LEASE = 60;

/** A message that a courier has taken, alone of all for its webhook. */
export interface TakenMessage {
  id: string;
  webhookId: string;
  url: string;
  what: Told;
  body: string;
  /** What it is signed with: the secret, and for a while the former one. None where the instance's key opens them no more. */
  secrets: string[];
  /** How often it was taken, this time included. */
  attempts: number;
}

/** What came of sending a message: an answer's status, or why there was none. */
export type Outcome =
  | { arrived: true; status: number }
  | { arrived: false; failure: Failure; status: number | null };

interface Row {
  id: string;
  webhookId: string;
  url: string;
  what: Told;
  attempts: number;
  createdAt: Date;
  workspaceId: string;
  documentId: string | null;
  title: string | null;
  threadId: string | null;
  commentId: string | null;
  taskId: string | null;
  versionId: string | null;
  secretSealed: Buffer;
  formerSecretSealed: Buffer | null;
}

/**
 * Takes at most so many messages that are due, one of each webhook: whichever was served longest ago comes first, and several nodes take
 * different ones. What was restricted since is told no more.
 */
export async function takeMessages(
  { db }: Grant<'instance.administer'>,
  limit: number,
): Promise<TakenMessage[]> {
  const { rows } = await db.pool.query<Row>({
    name: 'webhook messages that are due',
    text: `
      WITH hidden AS (
        DELETE FROM webhook_delivery q USING document d
         WHERE q.due_at <= now() AND d.id = q.document_id AND d.scope_id IS NOT NULL
      ), free AS (
        SELECT w.id FROM webhook w JOIN workspace s ON s.id = w.workspace_id
         WHERE w.id IN (SELECT n.webhook_id FROM webhook_delivery n LEFT JOIN document d ON d.id = n.document_id
                         WHERE n.due_at <= now() AND d.scope_id IS NULL)
           AND w.state = 'on' AND w.busy_until <= now() AND s.deleted_at IS NULL
         ORDER BY w.busy_until LIMIT $1 FOR UPDATE OF w SKIP LOCKED
      ), taken AS (
        UPDATE webhook w SET busy_until = now() + make_interval(secs => ${LEASE}) FROM free
         WHERE w.id = free.id RETURNING w.*
      )
      UPDATE webhook_delivery q SET attempts = q.attempts + 1, due_at = now() + make_interval(secs => ${LEASE})
        FROM taken w CROSS JOIN LATERAL (
               SELECT n.id FROM webhook_delivery n LEFT JOIN document d ON d.id = n.document_id
                WHERE n.webhook_id = w.id AND n.due_at <= now() AND d.scope_id IS NULL
                ORDER BY n.due_at, n.created_at LIMIT 1) next
       WHERE q.id = next.id
      RETURNING q.id, q.webhook_id AS "webhookId", w.url, q.what, q.attempts, q.created_at AS "createdAt",
                w.workspace_id AS "workspaceId", q.document_id AS "documentId", q.title, q.thread_id AS "threadId",
                q.comment_id AS "commentId", q.version_id AS "versionId", q.task_id AS "taskId", w.secret_sealed AS "secretSealed",
                CASE WHEN w.former_until > now() THEN w.former_secret_sealed END AS "formerSecretSealed"`,
    values: [limit],
  });
  const secretOf = (sealed: Buffer | null) => (sealed && unsealedToken(db.secrets.tokenKey, sealed)) ?? [];
  return rows.map((row) => ({
    id: row.id,
    webhookId: row.webhookId,
    url: row.url,
    what: row.what,
    attempts: row.attempts,
    body: messageOf({ ...row, at: row.createdAt }, db.publicUrl),
    secrets: [row.secretSealed, row.formerSecretSealed].flatMap(secretOf),
  }));
}

/**
 * Says what came of a message, and gives its webhook free. One at which nothing has arrived for days is switched off, and one that
 * says that it is gone for good (410).
 * @param retryIn milliseconds until it is sent again where it has not arrived; null where it is given up.
 */
export async function settleMessage(
  { db }: Grant<'instance.administer'>,
  { id, webhookId, what }: Pick<TakenMessage, 'id' | 'webhookId' | 'what'>,
  { outcome, retryIn }: { outcome: Outcome; retryIn: number | null },
): Promise<void> {
  const seconds = outcome.arrived || retryIn === null || what === TEST_EVENT ? null : retryIn / 1_000;
  const failure = outcome.arrived ? null : outcome.failure;
  await inTransaction({ pool: db.pool, settings: {} }, async (client) => {
    const { rows } = await client.query<{ state: string }>(
      `UPDATE webhook SET busy_until = now(),
              failing_since = CASE WHEN $2 THEN NULL ELSE coalesce(failing_since, now()) END,
              state = CASE WHEN state = 'on' AND NOT $2
                            AND ($3 OR failing_since < now() - make_interval(days => ${FAILING_DAYS}))
                           THEN 'failed' ELSE state END
        WHERE id = $1 RETURNING state`,
      [webhookId, outcome.arrived, outcome.status === 410],
    );
    await client.query(
      `UPDATE webhook_delivery SET status = $2, failure = $3, due_at = now() + make_interval(secs => $4::float8),
              delivered_at = CASE WHEN $5 THEN now() END
        WHERE id = $1`,
      [id, outcome.status, failure, seconds, outcome.arrived],
    );
    if (rows[0]?.state !== 'on') {
      await client.query('UPDATE webhook_delivery SET due_at = NULL WHERE webhook_id = $1', [webhookId]);
    }
  });
}

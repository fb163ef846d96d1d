import type { CommentId, DocumentId, ThreadId, VersionId } from '@plenum/domain/ids';
import { CHANGED_SECONDS, type EventName, MOST_WAITING } from '@plenum/domain/webhooks/schema';
import type pg from 'pg';
import type { Prisma } from '../generated/client.ts';

/** What happened in documents, and of which version, thread or comment it tells. */
interface Recorded {
  what: EventName;
  documentIds: readonly DocumentId[];
  threadId?: ThreadId;
  commentId?: CommentId;
  versionId?: VersionId;
}

/**
 * A message for each webhook of the documents' workspaces that wants the event. Of what not everybody in the workspace may read none is
 * told. One that waits already says as much as another would of a change.
 */
const RECORD = `
  INSERT INTO webhook_delivery (id, webhook_id, what, document_id, title, thread_id, comment_id, version_id, due_at)
  SELECT gen_random_uuid(), w.id, $1::text, d.id, d.title, $3::uuid, $4::uuid, $5::uuid, now() + make_interval(secs => $6)
    FROM webhook w
   CROSS JOIN LATERAL (SELECT count(*) AS messages
                         FROM (SELECT 1 FROM webhook_delivery q
                                WHERE q.webhook_id = w.id AND q.due_at IS NOT NULL LIMIT ${MOST_WAITING}) waiting) waits
   CROSS JOIN LATERAL (SELECT d.id, d.title FROM document d
                        WHERE d.id = ANY($2::uuid[]) AND d.workspace_id = w.workspace_id AND d.scope_id IS NULL AND NOT d.is_template
                          AND ($1::text <> 'document.changed' OR NOT EXISTS (
                                SELECT 1 FROM webhook_delivery q WHERE q.webhook_id = w.id AND q.document_id = d.id
                                   AND q.what = 'document.changed' AND q.attempts = 0 AND q.due_at IS NOT NULL))
                        LIMIT ${MOST_WAITING} - waits.messages) d
   WHERE w.workspace_id IN (SELECT workspace_id FROM document WHERE id = ANY($2::uuid[]))
     AND w.state = 'on' AND $1::text = ANY(w.events)`;

/**
 * Puts an event into the outbox of webhooks, in the transaction of what it tells: both are stored or neither. Called before what takes a
 * document away, and after what makes or changes one.
 */
export async function record(tx: Prisma.TransactionClient, recorded: Recorded): Promise<void> {
  await tx.$executeRawUnsafe(RECORD, ...valuesOf(recorded));
}

/** Puts into the outbox that a document's content has changed, while whoever else does so waits. */
export async function recordChange(client: pg.PoolClient, documentId: DocumentId): Promise<void> {
  await client.query(RECORD, valuesOf({ what: 'document.changed', documentIds: [documentId] }));
}

function valuesOf({ what, documentIds, threadId, commentId, versionId }: Recorded) {
  const delay = what === 'document.changed' ? CHANGED_SECONDS : 0;
  return [what, documentIds, threadId ?? null, commentId ?? null, versionId ?? null, delay];
}

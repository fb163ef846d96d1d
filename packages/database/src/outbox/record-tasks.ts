import type { DocumentId } from '@plenum/domain/ids';
import { MOST_OF_TASKS, MOST_WAITING, type TaskEventName } from '@plenum/domain/webhooks/schema';
import type pg from 'pg';
import type { Rows } from '../inbox/notices.ts';

/** What happened to a task of a document. */
export interface TaskEvent {
  what: TaskEventName;
  taskId: string;
}

/** Minutes after which tasks of a document that is projected for the first time are no news: it was restored. */
const FIRST_TOLD_MINUTES = 15;

/** A message for each event and each webhook that wants it, as many as may wait, of what everybody in the workspace may read. */
const RECORD = `
  INSERT INTO webhook_delivery (id, webhook_id, what, document_id, title, task_id, due_at)
  SELECT gen_random_uuid(), w.id, n.what, d.id, d.title, n.task_id, now()
    FROM document d
    JOIN webhook w ON w.workspace_id = d.workspace_id AND w.state = 'on'
   CROSS JOIN LATERAL (SELECT count(*) AS messages, count(*) FILTER (WHERE document_id = $1 AND task_id IS NOT NULL) AS of_tasks
                         FROM (SELECT q.document_id, q.task_id FROM webhook_delivery q
                                WHERE q.webhook_id = w.id AND q.due_at IS NOT NULL LIMIT ${MOST_WAITING}) waiting) waits
   CROSS JOIN LATERAL (SELECT t.what, t.task_id FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (what, task_id, at)
                        WHERE t.what = ANY(w.events) ORDER BY t.at LIMIT greatest(0, least(${MOST_OF_TASKS} - waits.of_tasks, ${MOST_WAITING} - waits.messages))) n
   WHERE d.id = $1 AND d.scope_id IS NULL AND NOT d.is_template
     AND ($4::int > 0 OR EXISTS (SELECT 1 FROM document_update f WHERE f.document_id = d.id AND f.seq = 1
                                    AND f.at > now() - interval '${FIRST_TOLD_MINUTES} minutes'))`;

/**
 * Puts into the outbox of webhooks what happened to tasks, in the transaction that takes in those rows. Without new rows nothing happened: a
 * newer projector reads the same anew. Of one document at most {@link MOST_OF_TASKS} of them wait for a webhook.
 */
export async function recordTasks(
  client: pg.PoolClient,
  documentId: DocumentId,
  { events, after, to }: Rows & { events: readonly TaskEvent[] },
): Promise<void> {
  if (events.length === 0 || after >= to) return;
  const [names, taskIds] = [events.map(({ what }) => what), events.map(({ taskId }) => taskId)];
  await client.query(RECORD, [documentId, names, taskIds, after]);
}

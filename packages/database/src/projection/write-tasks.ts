import type { DocumentProjection } from '@plenum/domain/documents/types';
import { searchFold } from '@plenum/domain/fold';
import type { DocumentId } from '@plenum/domain/ids';
import { filterKey } from '@plenum/domain/tasks/filter/key';
import type pg from 'pg';
import type { Assigned, Rows } from '../inbox/notices.ts';
import { recordTasks, type TaskEvent } from '../outbox/record-tasks.ts';
import { moreThanBefore } from './more-than-before.ts';
import { writeReminders } from './write-reminders.ts';

/**
 * Writes what is derived of a document's tasks: they, who has them, when these are reminded, and whose are shown beside them. Webhooks are told
 * what happened to them.
 * @returns whether something of it was otherwise before, and the tasks that are new to people and groups who have more than before.
 */
export async function writeTasks(
  client: pg.PoolClient,
  documentId: DocumentId,
  { tasks, sources, ...rows }: Pick<DocumentProjection, 'tasks' | 'sources'> & Rows,
): Promise<{ hasOtherTasks: boolean; assigned: Assigned[] }> {
  const items = await writeItems(client, documentId, tasks);
  const assignees = await writeAssignees(client, documentId, tasks);
  await writeReminders(client, documentId, { tasks, ...rows });
  const hasOtherSources = await writeSources(client, documentId, sources);
  const given = assignees.given.map((taskId) => ({ what: 'task.assigned', taskId }) as const);
  await recordTasks(client, documentId, { ...rows, events: [...items.events, ...given] });
  const hasOtherTasks = items.haveChanged || assignees.haveChanged || hasOtherSources;
  return { hasOtherTasks, assigned: assignees.added };
}

async function writeItems(
  client: pg.PoolClient,
  documentId: DocumentId,
  tasks: DocumentProjection['tasks'],
): Promise<{ haveChanged: boolean; events: TaskEvent[] }> {
  const blockIds = tasks.map(({ blockId }) => blockId);
  const gone = await client.query<{ taskId: string }>(
    'DELETE FROM task_item WHERE document_id = $1 AND block_id <> ALL($2::text[]) RETURNING block_id AS "taskId"',
    [documentId, blockIds],
  );
  // What is read beside what is written is as it was before.
  const changed = await client.query<ChangedItem>(
    `WITH changed AS (
     INSERT INTO task_item AS t
       (document_id, block_id, parent_block_id, text, done, done_at, start, due, due_day, priority, labels,
        folded, label_keys, repeat, position)
     SELECT $1, id, parent, text, done, done_at, start, due, left(due, 10)::date, priority,
            coalesce(string_to_array(labels, E'\n'), '{}'), folded, coalesce(string_to_array(label_keys, E'\n'), '{}'), repeat, position
       FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[], $7::text[], $8::text[], $9::int[],
                   $10::text[], $11::text[], $12::text[], $13::jsonb[])
            WITH ORDINALITY AS n (id, parent, text, done, done_at, start, due, priority, labels, folded, label_keys,
                                     repeat, position)
     ON CONFLICT (document_id, block_id) DO UPDATE
       SET parent_block_id = excluded.parent_block_id, text = excluded.text, done = excluded.done,
           done_at = excluded.done_at, start = excluded.start, due = excluded.due, due_day = excluded.due_day,
           priority = excluded.priority, labels = excluded.labels, folded = excluded.folded,
           label_keys = excluded.label_keys, repeat = excluded.repeat, position = excluded.position
      WHERE (t.parent_block_id, t.text, t.done, t.done_at, t.start, t.due, t.priority, t.labels, t.folded,
             t.label_keys, t.repeat, t.position)
        IS DISTINCT FROM (excluded.parent_block_id, excluded.text, excluded.done, excluded.done_at, excluded.start,
                          excluded.due, excluded.priority, excluded.labels, excluded.folded, excluded.label_keys,
                          excluded.repeat, excluded.position)
     RETURNING block_id, done, done_at, due
     )
     SELECT c.block_id AS "taskId", was.block_id IS NULL AS "isNew",
            (c.done AND NOT was.done) OR c.done_at > coalesce(was.done_at, '-infinity') AS "isDone",
            NOT c.done AND was.done AS "isOpenAgain", c.due IS DISTINCT FROM was.due AS "isDueElse"
       FROM changed c LEFT JOIN task_item was ON was.document_id = $1 AND was.block_id = c.block_id`,
    [
      documentId,
      blockIds,
      tasks.map(({ parentId }) => parentId),
      tasks.map(({ text }) => text),
      tasks.map(({ isDone }) => isDone),
      tasks.map(({ doneAt }) => doneAt ?? null),
      tasks.map(({ start }) => start ?? null),
      tasks.map(({ due }) => due ?? null),
      tasks.map(({ priority }) => priority ?? 0),
      tasks.map(({ labels = [] }) => joined(labels)),
      tasks.map(({ text }) => searchFold(text)),
      tasks.map(({ labels = [] }) => joined([...new Set(labels.map(filterKey))])),
      tasks.map(({ repeat }) => (repeat ? JSON.stringify(repeat) : null)),
    ],
  );
  const events = [
    ...changed.rows.flatMap(eventsOf),
    ...gone.rows.map(({ taskId }) => ({ what: 'task.deleted', taskId }) as const),
  ];
  return { haveChanged: hasRows(gone, changed), events };
}

/** A task that is otherwise than before, and how; one that comes again is done and open at once. */
interface ChangedItem {
  taskId: string;
  isNew: boolean;
  isDone: boolean | null;
  isOpenAgain: boolean | null;
  isDueElse: boolean;
}

function eventsOf({ taskId, isNew, isDone, isOpenAgain, isDueElse }: ChangedItem): TaskEvent[] {
  if (isNew) return [{ what: 'task.created', taskId }];
  const happened: (TaskEvent['what'] | false)[] = [
    isDone === true && 'task.done',
    isOpenAgain === true && 'task.reopened',
    isDueElse && 'task.rescheduled',
  ];
  return happened.flatMap((what) => (what ? [{ what, taskId }] : []));
}

async function writeAssignees(
  client: pg.PoolClient,
  documentId: DocumentId,
  tasks: DocumentProjection['tasks'],
): Promise<{ haveChanged: boolean; given: string[]; added: Assigned[] }> {
  const all = tasks.flatMap(({ blockId, people = [], groups = [] }) =>
    [...new Set([...people, ...groups])].map((who) => ({ blockId, who })),
  );
  const rows = [documentId, all.map(({ blockId }) => blockId), all.map(({ who }) => who)];
  const gone = await client.query<{ id: string }>(
    `DELETE FROM task_assignee WHERE document_id = $1
        AND (block_id, who) NOT IN (SELECT * FROM unnest($2::text[], $3::uuid[]))
     RETURNING who::text AS id`,
    rows,
  );
  const added = await client.query<Assigned & { id: string }>(
    `INSERT INTO task_assignee (document_id, block_id, who)
     SELECT $1, n.* FROM unnest($2::text[], $3::uuid[]) AS n ON CONFLICT DO NOTHING
     RETURNING who::text AS id, who::text AS who, block_id AS "blockId"`,
    rows,
  );
  const more = new Set(moreThanBefore(added.rows, gone.rows));
  return {
    haveChanged: hasRows(gone, added),
    given: [...new Set(added.rows.map(({ blockId }) => blockId))],
    added: added.rows.filter(({ who }) => more.has(who)),
  };
}

async function writeSources(
  client: pg.PoolClient,
  documentId: DocumentId,
  sources: DocumentProjection['sources'],
): Promise<boolean> {
  const gone = await client.query(
    'DELETE FROM task_source WHERE list_id = $1 AND source_id <> ALL($2::uuid[])',
    [documentId, sources],
  );
  const added = await client.query(
    `INSERT INTO task_source (list_id, source_id)
     SELECT $1, n.* FROM unnest($2::uuid[]) AS n ON CONFLICT DO NOTHING`,
    [documentId, sources],
  );
  return hasRows(gone, added);
}

function hasRows(...results: pg.QueryResult[]): boolean {
  return results.some(({ rowCount }) => (rowCount ?? 0) > 0);
}

/** As a line each: an array of arrays has to be as wide everywhere. */
function joined(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join('\n');
}

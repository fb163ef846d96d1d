import type { DocumentProjection, TaskProjection } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import type { When } from '@plenum/domain/tasks/types';
import { instantIn, wallOf, zoneOf } from '@plenum/domain/tasks/zones';
import type pg from 'pg';
import type { Rows } from '../inbox/notices.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A task that is due on a day is so at nine in the morning of each, which comes in this many hours of UTC: first 14 hours ahead of it. */
const FIRST_OF_DAY = (9 - 14) * HOUR;
const LAST_OF_DAY = (9 + 12) * HOUR;

/**
 * Writes when those who have tasks are to be reminded of them. Reminders whose time lay before the last of the rows remind nobody: the task
 * was not yet due then.
 */
export async function writeReminders(
  client: pg.PoolClient,
  documentId: DocumentId,
  { tasks, after, to }: Pick<DocumentProjection, 'tasks'> & Rows,
): Promise<void> {
  const all = tasks.flatMap(remindersOf);
  const keys = [
    documentId,
    all.map(({ blockId }) => blockId),
    all.map(({ minutes }) => minutes),
    all.map(({ due }) => due),
  ];
  await client.query(
    `DELETE FROM task_reminder r WHERE document_id = $1 AND NOT EXISTS (
       SELECT FROM unnest($2::text[], $3::int[], $4::text[]) AS n (block_id, minutes, due)
        WHERE (n.block_id, n.minutes, n.due) = (r.block_id, r.minutes, r.due))`,
    keys,
  );
  if (all.length === 0) return;
  await client.query(
    `WITH said AS (
       SELECT coalesce((SELECT at FROM document_update WHERE document_id = $1 AND seq > $7 AND seq <= $8 ORDER BY seq DESC LIMIT 1), now()) AS at
     )
     INSERT INTO task_reminder (document_id, block_id, minutes, due, at, told_until, next_at)
     SELECT $1, n.block_id, n.minutes, n.due, n.first, said.at, CASE WHEN n.last > said.at THEN n.first END
       FROM said CROSS JOIN unnest($2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[])
            AS n (block_id, minutes, due, first, last)
     ON CONFLICT DO NOTHING`,
    [...keys, all.map(({ first }) => new Date(first)), all.map(({ last }) => new Date(last)), after, to],
  );
}

function remindersOf({ blockId, due, reminders = [] }: TaskProjection) {
  if (due === undefined) return [];
  const { first, last } = dueBetween(due);
  return reminders.map((minutes) => ({
    ...{ blockId, minutes, due },
    first: first - minutes * MINUTE,
    last: last - minutes * MINUTE,
  }));
}

/** The instants at which something is due for somebody: first, and last. */
function dueBetween(due: When): { first: number; last: number } {
  const [wall, zone] = [wallOf(due), zoneOf(due)];
  if (zone === null) return { first: wall + FIRST_OF_DAY, last: wall + LAST_OF_DAY };
  const at = instantIn(zone, wall);
  return { first: at, last: at };
}

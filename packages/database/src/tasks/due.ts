import type { NOTICE_KINDS } from '@plenum/domain/inbox/kinds';
import type { Grant } from '../access/grant.ts';
import { AGAIN, ENTRY_TASK } from '../inbox/notices.ts';

/** Days after which nobody is told any more that something was due, as after a restore. */
const TOLD_DAYS = 2;
/** The hour of the day from which they are told. */
const FROM_HOUR = 6;
/** Tasks of which it is told at once. */
const MOST = 2_000;

const DUE = 'due' satisfies (typeof NOTICE_KINDS)[number];

/**
 * Puts into the inboxes of those who have a task that it is due: in the morning of that day where they are, or where the instance's clock is
 * where that is not known, and for a group. Once, and again when it is due on another day or at another time.
 */
export async function tellOfDueTasks({ db }: Grant<'instance.administer'>): Promise<void> {
  await db.pool.query(
    `WITH open AS (
       SELECT a.document_id, a.block_id, a.who, t.due, p.person_id
         FROM task_item t
         JOIN document d ON d.id = t.document_id AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
         JOIN task_assignee a ON a.document_id = t.document_id AND a.block_id = t.block_id
        CROSS JOIN LATERAL (SELECT id AS person_id FROM person WHERE id = a.who
                             UNION SELECT person_id FROM group_member WHERE group_id = a.who) p
         LEFT JOIN inbox_mail m ON m.person_id = p.person_id
        WHERE NOT t.done AND t.due_day BETWEEN current_date - $1::int AND current_date + 1
          AND a.told_due IS DISTINCT FROM t.due
          AND t.due_day <= (now() AT TIME ZONE coalesce(CASE WHEN a.who = p.person_id THEN m.time_zone END, current_setting('TimeZone')) - $2 * interval '1 hour')::date
        ORDER BY t.due_day LIMIT $3
     ), told AS (
       UPDATE task_assignee a SET told_due = o.due FROM open o
        WHERE (a.document_id, a.block_id, a.who) = (o.document_id, o.block_id, o.who)
     )
     INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, block_id, at)
     SELECT DISTINCT ON (person_id, document_id, about) gen_random_uuid(), person_id, document_id, $4::notice_kind, about, now()
       FROM (SELECT *, ${ENTRY_TASK} AS about FROM (SELECT DISTINCT person_id, document_id, block_id FROM open) o) told
     ${AGAIN}`,
    [TOLD_DAYS, FROM_HOUR, MOST, DUE],
  );
}

import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { AGAIN, ENTRY_TASK } from '../inbox/notices.ts';

/** Hours after which nobody is reminded any more, as after a restore or a long stop. */
const TOLD_HOURS = 24;
/** Reminders that are looked at in one transaction, and transactions of one round. */
const MOST = 500;
const MOST_ROUNDS = 100;
/** Zones differ by quarters of an hour, and all of them have had the same hour of a day after 26 hours. */
const STEP = "interval '15 minutes'";
const ALL_ZONES = "interval '26 hours'";

/**
 * Of the reminders whose time has come; of those of a day, whoever is where it has. A reminder is locked while those who have the task are told:
 * of several nodes one does so, and where that one ends before, nothing has happened. What somebody may read is asked once for each document
 * and person, however many of its tasks are due at once.
 */
const REMIND = `
  WITH ready AS (
    SELECT document_id, block_id, minutes, due, at, told_until, length(due) > 10 AS is_timed
      FROM task_reminder WHERE next_at <= now() ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), looked AS (
    UPDATE task_reminder r
       SET told_until = greatest(r.told_until, now()),
           next_at = CASE WHEN NOT o.is_timed AND now() < r.at + ${ALL_ZONES} THEN date_bin(${STEP}, now(), r.at) + ${STEP} END
      FROM ready o WHERE (r.document_id, r.block_id, r.minutes) = (o.document_id, o.block_id, o.minutes)
  ), due AS MATERIALIZED (
    SELECT q.person_id, o.document_id, o.block_id, min(o.minutes) AS minutes
      FROM ready o
      JOIN task_item t ON t.document_id = o.document_id AND t.block_id = o.block_id AND NOT t.done
      JOIN task_assignee a ON a.document_id = o.document_id AND a.block_id = o.block_id
     CROSS JOIN LATERAL (SELECT id AS person_id FROM person WHERE id = a.who
                          UNION SELECT person_id FROM group_member WHERE group_id = a.who) q
      LEFT JOIN inbox_mail m ON m.person_id = q.person_id
     CROSS JOIN LATERAL (SELECT CASE WHEN o.is_timed THEN o.at ELSE
         (left(o.due, 10)::date + time '09:00') AT TIME ZONE coalesce(m.time_zone, current_setting('TimeZone'))
           - make_interval(mins => o.minutes) END AS at) own
     WHERE own.at > o.told_until AND own.at <= now() AND own.at > now() - interval '${TOLD_HOURS} hours'
     GROUP BY q.person_id, o.document_id, o.block_id
  ), readers AS MATERIALIZED (
    SELECT q.person_id, q.document_id FROM (SELECT DISTINCT person_id, document_id FROM due) q
      JOIN document d ON d.id = q.document_id AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
     WHERE ${ROLE_ON_DOCUMENT} IS NOT NULL
  ), heard AS (
    SELECT due.* FROM due JOIN readers USING (person_id, document_id)
  ), told AS (
    INSERT INTO inbox_entry AS e (id, person_id, document_id, kind, block_id, reminder, at)
    SELECT gen_random_uuid(), person_id, document_id, 'due', about, min(minutes), now()
      FROM (SELECT *, ${ENTRY_TASK} AS about FROM heard) h GROUP BY person_id, document_id, about
    ${AGAIN}
  )
  SELECT count(*)::int AS count FROM ready`;

/**
 * Puts into the inboxes of those who have a task, and may read it, that it will be due as soon as its reminders say: of a time everybody's at
 * once, of a day by nine in the morning where each is, or where the instance's clock is where that is not known. Once for each reminder and each
 * time at which the task is due, and not of tasks that are done. Any number of nodes may do so at once.
 */
export async function remindOfTasks({ db }: Grant<'instance.administer'>): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { rows } = await db.pool.query<{ count: number }>({
      name: 'reminders that are due',
      text: REMIND,
      values: [MOST],
    });
    if ((rows[0]?.count ?? 0) < MOST) return;
  }
}

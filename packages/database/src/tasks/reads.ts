import type { PersonId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { MyTask } from '@plenum/domain/tasks/types';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { Prisma } from '../generated/client.ts';
import { afterRow, pageOf, rowCursor } from '../page.ts';

/** Where a task stands among those of somebody: its day, or the last of all, its priority, its home and its place there. */
const keySchema = z.tuple([z.iso.date(), z.number().int(), z.uuid(), z.number().int()]);

/** The day of what is due on none. */
const NEVER = '9999-12-31';

type Row = MyTask & { day: string; rank: number; position: number };

/** What is known of the open tasks that somebody has in all that they may read. */
const columnsOf = Prisma.sql`
    t.document_id::text AS "documentId", t.block_id AS "taskId", t.text AS title, t.start, t.due, t.priority, t.labels,
           d.title AS document, d.kind::text AS "documentKind", w.id::text AS "workspaceId", w.name AS workspace,
           r.role >= 'editor' AND d.frozen_at IS NULL AS "mayWrite"`;

const openTasksOf = (personId: PersonId) => Prisma.sql`
      FROM (SELECT DISTINCT document_id, block_id FROM task_assignee
             WHERE who = ${personId}::uuid
                OR who IN (SELECT group_id FROM group_member WHERE person_id = ${personId}::uuid)) a
      JOIN task_item t USING (document_id, block_id)
      JOIN document d ON d.id = t.document_id AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     CROSS JOIN LATERAL (SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)} AS role) r
     CROSS JOIN LATERAL (SELECT coalesce(t.due_day, ${NEVER}::date) AS day,
                                CASE t.priority WHEN 0 THEN 5 ELSE t.priority END AS rank) k
     WHERE NOT t.done AND r.role IS NOT NULL`;

/**
 * The open tasks that somebody has, by themselves or through a group, in all that they may read: what is due first comes first, then what
 * matters most. Not those of templates and of the archive.
 */
export async function listMyTasks(
  { db, personId }: Grant<'account.read'>,
  query: PageQuery,
): Promise<Page<MyTask>> {
  const after = afterRow(query, keySchema);
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT ${columnsOf}, k.day::text AS day, k.rank, t.position ${openTasksOf(personId)}
       ${
         after
           ? Prisma.sql`AND (k.day, k.rank, t.document_id, t.position)
                            > (${after[0]}::date, ${after[1]}, ${after[2]}::uuid, ${after[3]})`
           : Prisma.empty
       }
     ORDER BY k.day, k.rank, t.document_id, t.position LIMIT ${query.limit + 1}`;
  const { items, next } = pageOf({
    rows,
    limit: query.limit,
    cursorOf: ({ day, rank, documentId, position }) => rowCursor([day, rank, documentId, position]),
  });
  return { items: items.map(({ day: _, rank: __, position: ___, ...task }) => task), next };
}

/** As {@link listMyTasks} what is due last first and then what is due on no day, as many as are asked for, and how many there are. */
export async function listMyTasksDueLast(
  { db, personId }: Grant<'account.read'>,
  limit: number,
): Promise<{ tasks: MyTask[]; count: number }> {
  const rows = await db.prisma.$queryRaw<(MyTask & { count: number })[]>`
    SELECT ${columnsOf}, (count(*) OVER ())::int AS count ${openTasksOf(personId)}
     ORDER BY t.due_day DESC NULLS LAST, t.document_id, t.position LIMIT ${limit}`;
  return { tasks: rows.map(({ count: _, ...task }) => task), count: rows[0]?.count ?? 0 };
}

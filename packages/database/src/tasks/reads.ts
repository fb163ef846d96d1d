import { searchFold } from '@plenum/domain/fold';
import type { PersonId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { TaskFilter } from '@plenum/domain/tasks/filter/types';
import type { MyTask, Task, TasksOf } from '@plenum/domain/tasks/types';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { Prisma } from '../generated/client.ts';
import { afterRow, pageOf, rowCursor } from '../page.ts';
import { matches, type PlacedFilter } from './filter-sql.ts';

/**
 * Where a task stands among those of somebody: days until it is due, or for what is done the milliseconds since, both from 1970 on; its
 * priority, its home and its place there.
 */
const keySchema = z.tuple([z.number(), z.number().int(), z.uuid(), z.number().int()]);

/** What is due on no day comes after all that is, in days from 1970 on. */
const NEVER = 3_000_000;

type Row = MyTask & { first: number; rank: number; position: number };

/** What is known of the tasks that somebody has in all that they may read. */
const COLUMNS = Prisma.sql`
    t.document_id::text AS "documentId", t.block_id AS "taskId", t.text AS title, t.start, t.due, t.priority, t.labels,
           t.done AS "isDone", d.title AS document, d.kind::text AS "documentKind", w.id::text AS "workspaceId", w.name AS workspace,
           r.role >= 'editor' AND (d.frozen_at IS NULL OR d.kind <> 'tasks') AS "mayWrite"`;

/** The tasks that somebody has, by themselves or through a group. */
const had = (personId: PersonId) => Prisma.sql`
    SELECT document_id, block_id, bool_or(who = ${personId}::uuid) AS self FROM task_assignee
     WHERE who = ${personId}::uuid
        OR who IN (SELECT group_id FROM group_member WHERE person_id = ${personId}::uuid)
     GROUP BY document_id, block_id`;

/** The tasks that somebody has given to others. */
const given = (personId: PersonId) => Prisma.sql`
    SELECT document_id, block_id, false AS self FROM task_assignee
     WHERE given_by = ${personId} AND who <> ${personId}::uuid
     GROUP BY document_id, block_id`;

/** Those of some tasks that a person may read, not of templates and of the archive, as far as they are wanted. */
const tasksOf = (personId: PersonId, wanted: Prisma.Sql, those = had(personId)) => Prisma.sql`
      FROM (${those}) a
      JOIN task_item t USING (document_id, block_id)
      JOIN document d ON d.id = t.document_id AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     CROSS JOIN LATERAL (SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)} AS role) r
     WHERE ${wanted} AND r.role IS NOT NULL`;

/** Those who have the task `t`, by what they are called now. */
const WHO = Prisma.sql`
    (SELECT coalesce(array_agg(coalesce(p.display_name, g.name) ORDER BY coalesce(p.display_name, g.name)), '{}')
       FROM task_assignee o LEFT JOIN person p ON p.id = o.who LEFT JOIN person_group g ON g.id = o.who
      WHERE o.document_id = t.document_id AND o.block_id = t.block_id AND coalesce(p.id, g.id) IS NOT NULL) AS who`;

/**
 * The tasks that somebody has, by themselves or through a group, or has given to others, in all that they may read: those that a filter asks
 * for, or all that are open. What is due first comes first, then what matters most; where only what is done is asked for, what was done last. Not those of
 * templates and of the archive.
 */
export async function listMyTasks(
  grant: Grant<'account.read'>,
  { filter = null, of = 'mine', ...query }: PageQuery & { filter?: TaskFilter | null; of?: TasksOf },
): Promise<Page<MyTask>> {
  const { db, personId } = grant;
  const after = afterRow(query, keySchema);
  const isDone = filter?.done && !filter.open;
  const first = isDone
    ? Prisma.sql`-coalesce(extract(epoch FROM t.done_at) * 1000, 0)`
    : Prisma.sql`coalesce(t.due_day - '1970-01-01'::date, ${NEVER})`;
  const wanted = filter ? matches(await placed(grant, filter)) : Prisma.sql`NOT t.done`;
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT * FROM (
      SELECT ${COLUMNS}, ${of === 'given' ? WHO : Prisma.sql`'{}'::text[] AS who`}, (${first})::float8 AS first, CASE t.priority WHEN 0 THEN 5 ELSE t.priority END AS rank, t.position
             ${tasksOf(personId, wanted, of === 'given' ? given(personId) : had(personId))}) k
     ${
       after
         ? Prisma.sql`WHERE (k.first, k.rank, k."documentId", k.position)
                          > (${after[0]}::float8, ${after[1]}, ${after[2]}, ${after[3]})`
         : Prisma.empty
     }
     ORDER BY k.first, k.rank, k."documentId", k.position LIMIT ${query.limit + 1}`;
  const { items, next } = pageOf({
    rows,
    limit: query.limit,
    cursorOf: ({ first, rank, documentId, position }) => rowCursor([first, rank, documentId, position]),
  });
  return { items: items.map(({ first: _, rank: __, position: ___, ...task }) => task), next };
}

/** Workspaces are looked for by their names as those are folded here, and only where a filter names some. */
async function placed({ db, personId }: Grant<'account.read'>, filter: TaskFilter): Promise<PlacedFilter> {
  const { wants, excludes } = filter;
  if (wants.places.length + excludes.places.length === 0)
    return { ...filter, workspaces: { wants: [], excludes: [] } };
  const all = await db.prisma.$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT w.id::text, w.name FROM workspace_access a JOIN workspace w ON w.id = a.workspace_id AND w.deleted_at IS NULL
     WHERE a.person_id = ${personId}::uuid`;
  const named = all.map(({ id, name }) => ({ id, name: searchFold(name) }));
  const those = (places: readonly string[]) =>
    named.filter(({ name }) => places.some((place) => name.includes(place))).map(({ id }) => id);
  return { ...filter, workspaces: { wants: those(wants.places), excludes: those(excludes.places) } };
}

/** One of one's own tasks, with the task of its home that it is a part of, and its rule. */
export type MyTaskInTree = MyTask & Pick<Task, 'parentId' | 'repeat'>;

/** As {@link listMyTasks} what is due last first and then what is due on no day, as many as are asked for, and how many there are. */
export async function listMyTasksDueLast(
  { db, personId }: Grant<'account.read'>,
  limit: number,
): Promise<{ tasks: MyTaskInTree[]; count: number }> {
  const rows = await db.prisma.$queryRaw<(MyTaskInTree & { count: number })[]>`
    SELECT ${COLUMNS}, '{}'::text[] AS who, t.parent_block_id AS "parentId", t.repeat,
           (count(*) OVER ())::int AS count ${tasksOf(personId, Prisma.sql`NOT t.done`)}
     ORDER BY t.due_day DESC NULLS LAST, t.document_id, t.position LIMIT ${limit}`;
  return { tasks: rows.map(({ count: _, ...task }) => task), count: rows[0]?.count ?? 0 };
}

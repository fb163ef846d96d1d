import { personOf } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Assignees, HomeCard } from '@plenum/domain/tasks/gathered';
import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Repeat } from '@plenum/domain/tasks/types';
import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import type { Database } from '../client.ts';
import { Prisma } from '../generated/client.ts';
import { afterRow, pageOf, rowCursor } from '../page.ts';

/** A document whose tasks a list shows, and where its log is. */
export interface Home extends HomeCard {
  epoch: string;
  lastSeq: number;
  /** There is more in its log than what has been derived from it. */
  isBehind: boolean;
}

/** Lists that are told that a document's tasks are other ones, at most. */
const MOST_TOLD = 100;

const keySchema = z.tuple([z.uuid()]);

/**
 * The documents whose tasks a list shows beside its own, the newest first, as far as whoever asks may read them. A document is there if the list
 * names it; of a workspace that it names, texts with tasks to do.
 * @param sources what the list names: a browser knows that before it is derived; without them, as it was.
 * @param shown documents that are shown already, which stay when the last of their tasks is done.
 */
export async function listHomes(
  { actor, db, documentId }: Grant<'document.read' | 'document.write'>,
  {
    sources,
    shown = [],
    ...query
  }: PageQuery & { sources?: readonly string[]; shown?: readonly DocumentId[] },
): Promise<Page<Home>> {
  const personId = personOf(actor);
  // Whoever comes by a link has been shown this list alone.
  if (personId === null) return { items: [], next: null };
  const after = afterRow(query, keySchema);
  const named = sources
    ? Prisma.sql`SELECT unnest(${sources.slice(0, TASK_LIMITS.sources)}::uuid[]) AS id`
    : Prisma.sql`SELECT source_id AS id FROM task_source WHERE list_id = ${documentId}::uuid`;
  const rows = await db.prisma.$queryRaw<Home[]>`
    WITH named AS MATERIALIZED (${named}), wanted AS (
      SELECT id FROM named
       UNION SELECT o.id FROM named n JOIN document o ON o.workspace_id = n.id AND o.kind <> 'tasks'
              WHERE EXISTS (SELECT 1 FROM task_item t WHERE t.document_id = o.id AND NOT t.done)
                 OR o.id = ANY(${shown.slice(0, TASK_LIMITS.homes)}::uuid[])
    )
    SELECT d.id::text AS "documentId", d.title AS document, d.kind::text AS "documentKind", d.epoch::text AS epoch,
           d.last_seq AS "lastSeq", d.last_seq > coalesce(p.seq, 0) AS "isBehind",
           r.role >= 'editor' AND (d.frozen_at IS NULL OR d.kind <> 'tasks') AS "mayTick"
      FROM wanted JOIN document d USING (id)
      JOIN workspace w ON w.id = d.workspace_id AND w.deleted_at IS NULL
      LEFT JOIN document_projection p ON p.document_id = d.id
     CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     CROSS JOIN LATERAL (SELECT ${Prisma.raw(ROLE_ON_DOCUMENT)} AS role) r
     WHERE d.id <> ${documentId}::uuid AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
       AND r.role IS NOT NULL ${after ? Prisma.sql`AND d.id < ${after[0]}::uuid` : Prisma.empty}
     ORDER BY d.id DESC LIMIT ${query.limit + 1}`;
  return pageOf({ rows, limit: query.limit, cursorOf: ({ documentId: id }) => rowCursor([id]) });
}

/** A task as it was derived from its home. */
export interface DerivedTask {
  documentId: DocumentId;
  taskId: string;
  parentId: string | null;
  title: string;
  isDone: boolean;
  start: string | null;
  due: string | null;
  priority: number;
  labels: string[];
  repeat: Repeat | null;
  /** People and groups, of whom some may not be there. */
  assignees: string[];
}

/** The tasks of some homes as they were derived, of each so many at most, those to do first; in the order of their homes' texts. */
export async function listDerivedTasks(
  { db }: Grant<'document.read' | 'document.write'>,
  homes: readonly Pick<Home, 'documentId'>[],
): Promise<DerivedTask[]> {
  const ids = homes.map(({ documentId }) => documentId);
  if (ids.length === 0) return [];
  return db.prisma.$queryRaw<DerivedTask[]>`
    SELECT t.document_id::text AS "documentId", t.block_id AS "taskId", t.parent_block_id AS "parentId", t.text AS title,
           t.done AS "isDone", t.start, t.due, t.priority, t.labels, t.repeat,
           ARRAY(SELECT a.who::text FROM task_assignee a
                  WHERE a.document_id = t.document_id AND a.block_id = t.block_id ORDER BY a.who) AS assignees
      FROM unnest(${ids}::uuid[]) AS h (id)
     CROSS JOIN LATERAL (SELECT * FROM task_item i WHERE i.document_id = h.id
                          ORDER BY i.done, i.position LIMIT ${TASK_LIMITS.ofHome}) t
     ORDER BY t.document_id DESC, t.position`;
}

/** What people and groups are called who have tasks; without those who are not there. */
export async function nameAssignees(
  { db }: Grant<'document.read' | 'document.write'>,
  ids: readonly string[],
): Promise<Assignees> {
  const among = { in: [...new Set(ids)] };
  if (among.in.length === 0) return { people: [], groups: [] };
  const [people, groups] = await Promise.all([
    db.prisma.person.findMany({
      where: { id: among },
      select: { id: true, displayName: true, colour: true },
    }),
    db.prisma.group.findMany({ where: { id: among }, select: { id: true, name: true } }),
  ]);
  return { people: people.map(({ displayName: name, ...rest }) => ({ ...rest, name })), groups };
}

/**
 * Tells those who have a list open that shows a document's tasks, or names others than before, that they may be other ones. Never rejects: what was stored is, and they are
 * told again when it is derived.
 */
export async function tellGatherers(
  { pool, bus }: Pick<Database, 'pool' | 'bus'>,
  documentId: DocumentId,
): Promise<void> {
  try {
    const { rows } = await pool.query<{ id: DocumentId }>(
      `SELECT s.list_id AS id FROM document h JOIN task_source s ON s.source_id IN (h.id, h.workspace_id)
        WHERE h.id = $1 AND s.list_id <> h.id
        UNION SELECT list_id FROM task_source WHERE list_id = $1 LIMIT $2`,
      [documentId, MOST_TOLD],
    );
    await Promise.all(rows.map(({ id }) => bus.publish({ type: 'gathered', documentId: id })));
  } catch {
    // The database is away.
  }
}

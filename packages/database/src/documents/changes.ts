import { personOf } from '@plenum/domain/access/actor';
import type { ChangeFilter } from '@plenum/domain/documents/schema';
import type { AuthorKey, RecentChange } from '@plenum/domain/documents/types';
import type { Page, PageQuery } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { Prisma } from '../generated/client.ts';
import { beforeTime, pageOf, timeCursor } from '../page.ts';
import { authorsBy } from './past-authors.ts';
import { visibleDocument } from './visible.ts';

/** Halves of an hour that are looked through for one page, whatever is asked for. */
const LOOKED = 500;

type Row = Pick<RecentChange, 'id' | 'title' | 'icon' | 'kind' | 'at'> & {
  first: number;
  last: number;
  /** Null for whoever may not see its history. */
  authors: AuthorKey[] | null;
};

/**
 * Which documents of a workspace were written in when, the latest first, as far as the one who asks may read them. A page may have fewer than
 * were asked for and yet not be the last.
 */
export async function listChanges(
  grant: Grant<'workspace.read'>,
  { limit, cursor, ...filter }: PageQuery & ChangeFilter,
): Promise<Page<RecentChange>> {
  const { db } = grant;
  const looked = lookedThrough(grant.workspaceId, beforeTime({ limit, cursor }));
  const [rows, [oldest]] = await Promise.all([
    db.prisma.$queryRaw<Row[]>(found(grant, { looked, limit, filter })),
    db.prisma.$queryRaw<Pick<Row, 'id' | 'at'>[]>`
      SELECT document_id::text AS id, at FROM (${looked}) looked OFFSET ${LOOKED - 1}`,
  ]);
  const { items, next } = pageOf({ rows, limit, cursorOf: ({ at, id }) => timeCursor(at, id) });
  const authorBy = await authorsBy(
    db,
    items.flatMap(({ authors }) => authors ?? []),
  );
  return {
    items: items.map(({ first, last, authors, ...change }) => ({
      ...change,
      edits: authors && { first, last, authors: authors.map((key) => ({ key, ...authorBy(key) })) },
    })),
    next: next ?? (oldest ? timeCursor(oldest.at, oldest.id) : null),
  };
}

function lookedThrough(workspaceId: string, before: { time: Date; id: string } | null): Prisma.Sql {
  return Prisma.sql`
    SELECT document_id, first_seq, last_seq, at FROM document_edit
     WHERE workspace_id = ${workspaceId}::uuid
       ${before ? Prisma.sql`AND (at, document_id) < (${before.time}, ${before.id}::uuid)` : Prisma.empty}
     ORDER BY at DESC, document_id DESC LIMIT ${LOOKED}`;
}

function found(
  grant: Grant<'workspace.read'>,
  { looked, limit, filter }: { looked: Prisma.Sql; limit: number; filter: ChangeFilter },
): Prisma.Sql {
  const personId = personOf(grant.actor);
  const seesHistory =
    personId === null ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(ROLE_ON_DOCUMENT)} >= 'editor'`;
  return Prisma.sql`
    WITH RECURSIVE below AS (
      SELECT ${filter.below ?? null}::uuid AS id
      UNION SELECT c.id FROM document c JOIN below ON c.parent_id = below.id
    ), found AS (
      SELECT e.*, d.title, d.icon, d.kind, ${seesHistory} AS sees
        FROM (${looked}) e JOIN document d ON d.id = e.document_id
       CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
       WHERE ${visibleDocument(grant, 'd')} ${conditions(filter, seesHistory)}
       ORDER BY e.at DESC, e.document_id DESC LIMIT ${limit + 1}
    )
    SELECT document_id::text AS id, title, icon, kind::text, at, first_seq AS first, last_seq AS last,
           CASE WHEN sees THEN ARRAY(SELECT DISTINCT ${AUTHOR} FROM document_update u WHERE ${IN_IT}) END AS authors
      FROM found e ORDER BY at DESC, document_id DESC`;
}

const AUTHOR = Prisma.sql`u.author_kind || ' ' || coalesce(u.author_id::text, '')`;
const IN_IT = Prisma.sql`u.document_id = e.document_id AND u.seq BETWEEN e.first_seq AND e.last_seq`;

function conditions({ kind, below, author }: ChangeFilter, seesHistory: Prisma.Sql): Prisma.Sql {
  const all = [
    ...(kind === undefined ? [] : [Prisma.sql`AND d.kind::text = ${kind}`]),
    ...(below === undefined ? [] : [Prisma.sql`AND d.id IN (SELECT id FROM below)`]),
    ...(author === undefined
      ? []
      : [
          Prisma.sql`AND ${seesHistory}
            AND EXISTS (SELECT 1 FROM document_update u WHERE ${IN_IT} AND ${AUTHOR} = ${author})`,
        ]),
  ];
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty;
}

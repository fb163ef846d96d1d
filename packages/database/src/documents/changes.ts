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
  /** It is no answer, but the last that was looked at where there may be more. */
  isEnd: boolean;
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
  const before = beforeTime({ limit, cursor });
  const all = await db.prisma.$queryRaw<Row[]>(statement(grant, { before, limit, filter }));
  const rows = all.filter(({ isEnd }) => !isEnd);
  const cursorOf = ({ at, id }: Row) => timeCursor(at, id);
  const { items, next } = pageOf({ rows, limit, cursorOf });
  const end = all.find(({ isEnd }) => isEnd);
  const authorBy = await authorsBy(
    db,
    items.flatMap(({ authors }) => authors ?? []),
  );
  return {
    items: items.map(({ first, last, authors, isEnd: _, ...change }) => ({
      ...change,
      edits: authors && { first, last, authors: authors.map((key) => ({ key, ...authorBy(key) })) },
    })),
    next: next ?? (end ? cursorOf(end) : null),
  };
}

/** What is hidden is passed over before anything is counted: where a page ends tells nothing of it. */
function statement(
  grant: Grant<'workspace.read'>,
  {
    before,
    limit,
    filter,
  }: { before: { time: Date; id: string } | null; limit: number; filter: ChangeFilter },
): Prisma.Sql {
  const { workspaceId } = grant;
  const personId = personOf(grant.actor);
  const seesHistory =
    personId === null ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(ROLE_ON_DOCUMENT)} >= 'editor'`;
  return Prisma.sql`
    WITH RECURSIVE below AS (
      SELECT d.id FROM document d WHERE d.id = ${filter.below ?? null}::uuid AND ${visibleDocument(grant, 'd')}
      UNION SELECT c.id FROM document c JOIN below ON c.parent_id = below.id WHERE c.workspace_id = ${workspaceId}::uuid
    ), looked AS MATERIALIZED (
      SELECT e.*, d.title, d.icon, d.kind, ${seesHistory} AS sees
        FROM document_edit e JOIN document d ON d.id = e.document_id
       CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
       WHERE e.workspace_id = ${workspaceId}::uuid AND ${visibleDocument(grant, 'd')}
         ${before ? Prisma.sql`AND (e.at, e.document_id) < (${before.time}, ${before.id}::uuid)` : Prisma.empty}
       ORDER BY e.at DESC, e.document_id DESC LIMIT ${LOOKED}
    ), found AS (
      SELECT * FROM looked e WHERE true ${conditions(filter)}
       ORDER BY at DESC, document_id DESC LIMIT ${limit + 1}
    ), answer AS (
      SELECT *, CASE WHEN sees THEN ARRAY(SELECT DISTINCT ${AUTHOR} FROM document_update u WHERE ${IN_IT}) END AS authors,
             false AS "isEnd" FROM found e
      UNION ALL
      (SELECT *, NULL, true FROM looked WHERE (SELECT count(*) FROM looked) = ${LOOKED} ORDER BY at, document_id LIMIT 1)
    )
    SELECT document_id::text AS id, title, icon, kind::text, at, first_seq AS first, last_seq AS last, authors, "isEnd"
      FROM answer ORDER BY "isEnd", at DESC, document_id DESC`;
}

const AUTHOR = Prisma.sql`u.author_kind || ' ' || coalesce(u.author_id::text, '')`;
/** Of rows that were imported with older times the numbers of two halves of an hour may overlap. */
const IN_IT = Prisma.sql`u.document_id = e.document_id AND u.seq BETWEEN e.first_seq AND e.last_seq
  AND date_bin('30 minutes', u.at, 'epoch') = e.slot`;

function conditions({ kind, below, author }: ChangeFilter): Prisma.Sql {
  const all = [
    ...(kind === undefined ? [] : [Prisma.sql`AND kind::text = ${kind}`]),
    ...(below === undefined ? [] : [Prisma.sql`AND document_id IN (SELECT id FROM below)`]),
    ...(author === undefined
      ? []
      : [
          Prisma.sql`AND sees
            AND EXISTS (SELECT 1 FROM document_update u WHERE ${IN_IT} AND ${AUTHOR} = ${author})`,
        ]),
  ];
  return all.length > 0 ? Prisma.join(all, ' ') : Prisma.empty;
}

import { personOf } from '@plenum/domain/access/actor';
import type { DocumentId } from '@plenum/domain/ids';
import type { Page, PageQuery } from '@plenum/domain/page';
import { nameKey } from '@plenum/domain/wiki/names';
import type { LinkedFrom, LinkedPage, WantedName } from '@plenum/domain/wiki/types';
import type { Grant } from '../access/grant.ts';
import { ROLE_ON_DOCUMENT } from '../access/role-on-document.ts';
import { MOST_TITLES, readableTitles } from '../documents/titles.ts';
import { visibleDocument } from '../documents/visible.ts';
import { Prisma } from '../generated/client.ts';
import { afterText, pageOf, textCursor } from '../page.ts';

/** Documents of one name that are told, and names that are looked up at once. */
const MOST_OF_A_NAME = 50;
const MOST_NAMES = 500;

/** Names that pages of a workspace have: the titles of its documents, and what they were called where they were moved in from. */
const NAMED = Prisma.raw(`
  SELECT n.name, e.document_id FROM asked n JOIN search_entry e ON e.kind = 'document' AND e.label = n.key AND n.key <> ''
  UNION SELECT n.name, a.document_id FROM asked n JOIN document_alias a ON a.key = n.key
  UNION SELECT n.name, t.id FROM asked n JOIN document t ON t.workspace_id = n.workspace_id AND t.deleted_at IS NULL AND t.title = n.name`);

/** The documents of a workspace of a name, by their titles, as far as the one who asks may read them. */
export function listNamed(grant: Grant<'workspace.read'>, name: string): Promise<LinkedPage[]> {
  return grant.db.prisma.$queryRaw<LinkedPage[]>`
    WITH asked AS (SELECT ${name}::text AS name, ${nameKey(name)}::text AS key, ${grant.workspaceId}::uuid AS workspace_id),
         named AS (${NAMED})
    SELECT d.id::text, d.title, d.icon, d.kind::text FROM document d
     WHERE d.id IN (SELECT document_id FROM named) AND ${visibleDocument(grant, 'd')}
     ORDER BY d.title, d.id LIMIT ${MOST_OF_A_NAME}`;
}

/**
 * Of some names those that one document alone has in the workspace of another, as far as the one who asks may read them: which, and what
 * it is called.
 */
export async function namedDocuments(
  { actor, db, workspaceId }: Grant<'document.read'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, { id: DocumentId; title: string }>> {
  const personId = personOf(actor);
  const asked = [...new Set(names)].slice(0, MOST_NAMES);
  if (personId === null || asked.length === 0) return new Map();
  const rows = await db.prisma.$queryRaw<{ name: string; id: DocumentId; title: string }[]>`
    WITH asked AS (SELECT n.*, ${workspaceId}::uuid AS workspace_id
                     FROM unnest(${asked}::text[], ${asked.map(nameKey)}::text[]) AS n (name, key)),
         named AS (${NAMED})
    SELECT n.name, min(d.id::text) AS id, min(d.title) AS title
      FROM named n JOIN document d ON d.id = n.document_id CROSS JOIN (SELECT ${personId}::uuid AS person_id) q
     WHERE d.workspace_id = ${workspaceId}::uuid AND d.deleted_at IS NULL AND d.archived_at IS NULL AND NOT d.is_template
       AND ${Prisma.raw(ROLE_ON_DOCUMENT)} IS NOT NULL
     GROUP BY n.name HAVING count(*) = 1`;
  return new Map(rows.map(({ name, id, title }) => [name, { id, title }]));
}

/** What the text of a document leads to, as it was projected last: as many documents and names as are told at once. */
export async function listLinked(grant: Grant<'document.read'>): Promise<LinkedFrom> {
  const { db, documentId } = grant;
  const [links, wanted] = await Promise.all([
    db.prisma.documentLink.findMany({
      where: { documentId, targetId: { not: null } },
      orderBy: { position: 'asc' },
      take: MOST_TITLES,
      select: { targetId: true },
    }),
    db.prisma.documentWanted.findMany({
      where: { documentId },
      orderBy: { key: 'asc' },
      take: MOST_NAMES,
      select: { name: true },
    }),
  ]);
  const names = wanted.map(({ name }) => name);
  const [titles, named] = await Promise.all([
    readableTitles(
      grant,
      links.flatMap(({ targetId }) => targetId ?? []),
    ),
    namedDocuments(grant, names),
  ]);
  return {
    items: [...titles].map(([id, title]) => ({ id, title })),
    wanted: names.map((name) => ({ name, document: named.get(name) ?? null })),
  };
}

/** Documents that are named with a name that they want. */
const NAMED_WITH_IT = 3;

/**
 * The names by which texts of a workspace lead to pages that are yet to be written, in their order, with how many documents want each and
 * the first of these: as far as the one who asks may read them, and leaving out what they can read under that name.
 */
export async function listWanted(grant: Grant<'workspace.read'>, page: PageQuery): Promise<Page<WantedName>> {
  const after = afterText(page);
  const rows = await grant.db.prisma.$queryRaw<(WantedName & { key: string })[]>`
    SELECT l.key, (array_agg(l.name ORDER BY d.title, d.id))[1] AS name, count(*)::int AS count,
           (array_agg(json_build_object('id', d.id, 'title', d.title) ORDER BY d.title, d.id))[1:${NAMED_WITH_IT}] AS documents
      FROM document_wanted l JOIN document d ON d.id = l.document_id
     WHERE ${visibleDocument(grant, 'd')} ${after === null ? Prisma.empty : Prisma.sql`AND l.key > ${after}`}
       AND NOT EXISTS (
         SELECT 1 FROM search_entry e JOIN document c ON c.id = e.document_id
          WHERE e.kind = 'document' AND e.label = l.key AND l.key <> '' AND ${visibleDocument(grant, 'c')})
       AND NOT EXISTS (
         SELECT 1 FROM document_alias a JOIN document c ON c.id = a.document_id
          WHERE a.key = l.key AND ${visibleDocument(grant, 'c')})
     GROUP BY l.key ORDER BY l.key LIMIT ${page.limit + 1}`;
  const { items, next } = pageOf({ rows, limit: page.limit, cursorOf: ({ key }) => textCursor(key) });
  return { items: items.map(({ name, count, documents }) => ({ name, count, documents })), next };
}

import { searchFold } from '@plenum/domain/fold';
import type { Page } from '@plenum/domain/page';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';
import { invalidCursor } from '../page.ts';
import { visibleDocument } from './visible.ts';

/** A tag as it is written in one of the documents that have it, and how many these are. */
export interface TagCount {
  tag: string;
  documents: number;
}

/** The columns of a document with these tags. */
export function tagColumns(tags: readonly string[]): { tags: string[]; tagKeys: string[] } {
  return { tags: [...tags], tagKeys: tags.map(searchFold) };
}

/**
 * The tags of the documents of a workspace that the one who asks may read, in the order in which they are searched.
 * @throws AppError `invalid_input` for a cursor that no page gave out.
 */
export async function listTags(
  grant: Grant<'workspace.read'>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<TagCount>> {
  if (cursor?.includes('\0')) throw invalidCursor();
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`WHERE t.key COLLATE "C" > ${cursor}`;
  const rows = await grant.db.prisma.$queryRaw<(TagCount & { key: string })[]>`
    SELECT t.key, min(t.tag) AS tag, count(*)::int AS documents
      FROM (SELECT tags, tag_keys FROM document d WHERE d.tags <> '{}' AND ${visibleDocument(grant, 'd')}) d,
           unnest(d.tags, d.tag_keys) AS t(tag, key) ${after}
     GROUP BY t.key ORDER BY t.key COLLATE "C" LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit);
  return {
    items: items.map(({ tag, documents }) => ({ tag, documents })),
    next: rows.length > limit ? (items.at(-1)?.key ?? null) : null,
  };
}

import { searchFold } from '@plenum/domain/fold';
import type { DocumentId } from '@plenum/domain/ids';
import type { Ancestor } from '@plenum/domain/wiki/types';
import type { Grant } from '../access/grant.ts';
import { visiblePage } from '../documents/visible.ts';
import { Prisma } from '../generated/client.ts';
import { afterTitle, titleCursor } from '../page.ts';

/** Pages that are looked through at once. */
const LOOKED = 200;

/** A page whose text may have what is looked for, and the cursor from which the list goes on behind it. */
export interface PageWithWords extends Ancestor {
  cursor: string;
}

type Row = Ancestor & { isCandidate: boolean };

/**
 * The pages of a workspace, or of one of its branches, whose texts may have some words, by title, as far as the one who asks may read them;
 * of a branch what lies below something that they may not read is no part. Looks through 200 pages: there may be none of them, and yet more.
 */
export async function listPagesWith(
  grant: Grant<'workspace.read'>,
  { words, below, cursor }: { words: string; below?: DocumentId | undefined; cursor?: string | undefined },
): Promise<{ pages: PageWithWords[]; next: string | null }> {
  const after = afterTitle({ limit: LOOKED, cursor });
  const rows = await grant.db.prisma.$queryRaw<Row[]>`
    WITH RECURSIVE branch AS (
      SELECT d.id FROM document d WHERE d.id = ${below ?? null}::uuid AND ${visiblePage(grant, 'd')}
      UNION SELECT c.id FROM document c JOIN branch ON c.parent_id = branch.id WHERE ${visiblePage(grant, 'c')}
    ), looked AS MATERIALIZED (
      SELECT d.id, d.title, d.icon, d.last_seq FROM document d
       WHERE ${visiblePage(grant, 'd')} ${below === undefined ? Prisma.empty : Prisma.sql`AND d.id IN (SELECT id FROM branch)`}
         ${after ? Prisma.sql`AND (d.title, d.id) > (${after.title}, ${after.id}::uuid)` : Prisma.empty}
       ORDER BY d.title, d.id LIMIT ${LOOKED}
    )
    SELECT l.id::text, l.title, l.icon, ${MAY_HAVE(searchFold(words))} AS "isCandidate"
      FROM looked l ORDER BY l.title, l.id`;
  const cursorOf = ({ id, title }: Row) => titleCursor(title, id);
  const last = rows.at(-1);
  return {
    pages: rows
      .filter(({ isCandidate }) => isCandidate)
      .map(({ id, title, icon }) => ({ id, title, icon, cursor: titleCursor(title, id) })),
    next: rows.length === LOOKED && last ? cursorOf(last) : null,
  };
}

/** That the index has words of a page `l`, or does not know yet what is in it. */
const MAY_HAVE = (folded: string) => Prisma.sql`(
  EXISTS (SELECT 1 FROM search_entry e WHERE e.document_id = l.id AND e.kind = 'document' AND e.part = '' AND strpos(e.folded, ${folded}) > 0)
  OR NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.document_id = l.id AND e.kind = 'document' AND e.part = '')
  OR l.last_seq > coalesce((SELECT p.seq FROM document_projection p WHERE p.document_id = l.id), 0)
  OR EXISTS (SELECT 1 FROM search_change s WHERE s.document_id = l.id))`;

import { personOf } from '@plenum/domain/access/actor';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';

/** The same filter as `readable` as SQL, for the wiki pages of a workspace under the alias `of`: those that the one who asks may read. */
export function visiblePage(
  { actor, workspaceId, groups }: Pick<Grant<'workspace.read'>, 'actor' | 'workspaceId' | 'groups'>,
  of: 'd' | 'p' | 'c',
): Prisma.Sql {
  const alias = Prisma.raw(of);
  const inTree = Prisma.sql`${alias}.workspace_id = ${workspaceId}::uuid AND ${alias}.kind = 'wiki'
    AND ${alias}.deleted_at IS NULL AND NOT ${alias}.is_template`;
  const personId = personOf(actor);
  if (personId === null) return inTree;
  return Prisma.sql`${inTree} AND (${alias}.scope_id IS NULL OR EXISTS (
    SELECT 1 FROM document_rule r WHERE r.document_id = ${alias}.scope_id
       AND (r.person_id = ${personId}::uuid OR r.group_id = ANY(${[...groups]}::uuid[]))))`;
}

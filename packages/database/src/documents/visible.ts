import { personOf } from '@plenum/domain/access/actor';
import type { Grant } from '../access/grant.ts';
import { Prisma } from '../generated/client.ts';

/** Who asks, in which workspace. */
type Asking = Pick<Grant<'workspace.read'>, 'actor' | 'workspaceId' | 'groups'>;

/** What stands for a document in a statement. */
type Alias = 'd' | 'p' | 'c';

/** That a document is one of the wiki pages of a workspace that the one who asks may read. */
export function visiblePage(asking: Asking, of: Alias): Prisma.Sql {
  return Prisma.sql`${Prisma.raw(of)}.kind = 'wiki' AND ${visibleDocument(asking, of)}`;
}

/** The same filter as `readable` as SQL: that a document is one of those of a workspace that the one who asks may read. */
export function visibleDocument({ actor, workspaceId, groups }: Asking, of: Alias): Prisma.Sql {
  const alias = Prisma.raw(of);
  const inWorkspace = Prisma.sql`${alias}.workspace_id = ${workspaceId}::uuid
    AND ${alias}.deleted_at IS NULL AND ${alias}.archived_at IS NULL AND NOT ${alias}.is_template`;
  const personId = personOf(actor);
  if (personId === null) return inWorkspace;
  return Prisma.sql`${inWorkspace} AND (${alias}.scope_id IS NULL OR EXISTS (
    SELECT 1 FROM document_rule r WHERE r.document_id = ${alias}.scope_id
       AND (r.person_id = ${personId}::uuid OR r.group_id = ANY(${[...groups]}::uuid[]))))`;
}

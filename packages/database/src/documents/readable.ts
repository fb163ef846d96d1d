import { personOf } from '@plenum/domain/access/actor';
import { hasRole, ROLES, type Role } from '@plenum/domain/access/roles';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';

/**
 * Filters the documents of a workspace by what the one who asks may read; goes into every list and search.
 * @param least the role that a document's rules must give, where it has rules.
 * @param templates whether templates are asked for, too or alone; in lists of documents they are not.
 * @param archived the same of what is in the archive.
 */
export function readable(
  { actor, workspaceId, groups }: Grant<'workspace.read' | 'workspace.manage' | 'document.create'>,
  {
    least = 'reader',
    templates = 'none',
    archived = 'none',
  }: { least?: Role; templates?: 'none' | 'too' | 'alone'; archived?: 'none' | 'too' | 'alone' } = {},
): Prisma.DocumentWhereInput {
  const kinds = templates === 'too' ? {} : { isTemplate: templates === 'alone' };
  const where = archived === 'too' ? {} : { archivedAt: archived === 'alone' ? { not: null } : null };
  const inWorkspace = { workspaceId, deletedAt: null, ...kinds, ...where };
  const personId = personOf(actor);
  if (personId === null) return inWorkspace;
  const roles = ROLES.filter((role) => hasRole(role, least));
  const rules = { some: { role: { in: roles }, OR: [{ personId }, { groupId: { in: [...groups] } }] } };
  return { ...inWorkspace, AND: { OR: [{ scopeId: null }, { scope: { rules } }] } };
}

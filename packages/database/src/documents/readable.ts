import { personOf } from '@plenum/domain/access/actor';
import type { Grant } from '../access/grant.ts';
import type { Prisma } from '../generated/client.ts';

/** Filters the documents of a workspace by what the one who asks may read; goes into every list and search. */
export function readable({
  actor,
  workspaceId,
  groups,
}: Grant<'workspace.read' | 'workspace.manage'>): Prisma.DocumentWhereInput {
  const inWorkspace = { workspaceId, deletedAt: null };
  const personId = personOf(actor);
  if (personId === null) return inWorkspace;
  const rules = { some: { OR: [{ personId }, { groupId: { in: [...groups] } }] } };
  return { ...inWorkspace, AND: { OR: [{ scopeId: null }, { scope: { rules } }] } };
}

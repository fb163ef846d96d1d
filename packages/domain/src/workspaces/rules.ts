import type { GroupId, PersonId } from '../ids.ts';
import type { AdminStanding } from './types.ts';

/**
 * The part of a workspace's address made from its name: lower-case letters and digits of any script, joined by hyphens,
 * at most 48 characters; `workspace` where nothing is left.
 */
export function slugFromName(name: string): string {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 48)
    .replace(/^-+|-+$/g, '');
  return slug || 'workspace';
}

/** What a motion is about, as far as it matters for who confirms it. */
interface Concerned {
  madeById: PersonId;
  /** The group that is to leave. */
  groupId: GroupId | null;
}

/**
 * Which admins may confirm what another has moved: those who are it by a second group, neither the mover's nor the one that is to
 * leave; where there is no such group, any second admin who is not it by the group that is to leave alone.
 */
export function confirmersOf({ madeById, groupId }: Concerned, admins: readonly AdminStanding[]): PersonId[] {
  const others = admins
    .filter(({ personId }) => personId !== madeById)
    .map(({ personId, groups }) => ({
      personId,
      groups: groups.filter((group) => group === null || group !== groupId),
    }))
    .filter(({ groups }) => groups.length > 0);
  const movers = admins.find(({ personId }) => personId === madeById)?.groups ?? [];
  const bySecondGroup = others.filter(({ groups }) =>
    groups.some((group) => group !== null && !movers.includes(group)),
  );
  return (bySecondGroup.length > 0 ? bySecondGroup : others).map(({ personId }) => personId);
}

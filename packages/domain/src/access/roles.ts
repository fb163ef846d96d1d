/** What somebody may do in a workspace or by a share link, from least to most. */
export const ROLES = ['reader', 'commenter', 'editor', 'admin'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Whether `role` includes everything `least` may do; nobody's role (null) includes nothing. */
export function hasRole(role: Role | null, least: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** What somebody may do in a group, from least to most. */
export const GROUP_ROLES = ['member', 'admin'] as const;

/** One of {@link GROUP_ROLES}. */
export type GroupRole = (typeof GROUP_ROLES)[number];

/** Whether `role` includes everything `least` may do; nobody's role (null) includes nothing. */
export function hasGroupRole(role: GroupRole | null, least: GroupRole): boolean {
  return role !== null && GROUP_ROLES.indexOf(role) >= GROUP_ROLES.indexOf(least);
}

/** The greatest of some roles; null where there is none. */
export function greatestRole(roles: Iterable<Role>): Role | null {
  return [...roles].reduce<Role | null>(
    (greatest, role) => (hasRole(greatest, role) ? greatest : role),
    null,
  );
}

/** What somebody may do in a workspace or by a share link, from least to most. */
export const ROLES = ['reader', 'commenter', 'editor', 'admin'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Whether `role` includes everything `least` may do; nobody's role (null) includes nothing. */
export function hasRole(role: Role | null, least: Role): boolean {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(least);
}

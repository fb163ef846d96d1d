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

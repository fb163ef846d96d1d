/**
 * Who is in more rows than before, of those that came and those that went: who is in another block than before, which was parted or moved, is
 * not named anew.
 */
export function moreThanBefore(added: readonly { id: string }[], gone: readonly { id: string }[]): string[] {
  const more = new Map<string, number>();
  for (const { id } of added) more.set(id, (more.get(id) ?? 0) + 1);
  for (const { id } of gone) more.set(id, (more.get(id) ?? 0) - 1);
  return [...more].filter(([, times]) => times > 0).map(([id]) => id);
}

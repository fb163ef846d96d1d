/** Small letters without accents (Unicode, canonical decomposition), so that what is typed in haste is found. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

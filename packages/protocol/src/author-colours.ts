/**
 * The twelve author colours by index, as the #rrggbb that carets need. Each has at least 3:1 against both themes' paper.
 */
export const AUTHOR_COLOURS = [
  '#dc2626',
  '#c2410c',
  '#a16207',
  '#4d7c0f',
  '#15803d',
  '#0f766e',
  '#0e7490',
  '#2563eb',
  '#6d5ce7',
  '#9333ea',
  '#c026d3',
  '#db2777',
] as const;

/** The colour of whoever has none of their own. */
export const GUEST_COLOUR = '#737373';

/** A person's colour by its index; an index out of range is a guest's. */
export function authorColour(index: number): string {
  return AUTHOR_COLOURS[index] ?? GUEST_COLOUR;
}

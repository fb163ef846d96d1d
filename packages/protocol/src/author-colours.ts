/**
 * The twelve author colours by index, as the #rrggbb that carets need. Each has at least 3:1 against both themes' paper.
 */
export const AUTHOR_COLOURS = [
  '#c33c55',
  '#b35026',
  '#9a6100',
  '#7c6e04',
  '#517919',
  '#1f7c51',
  '#047b76',
  '#037797',
  '#256ec3',
  '#655ed0',
  '#944fba',
  '#b5418b',
] as const;

/** The colour of whoever has none of their own. */
export const GUEST_COLOUR = '#737373';

/** A person's colour by its index; an index out of range is a guest's. */
export function authorColour(index: number): string {
  return AUTHOR_COLOURS[index] ?? GUEST_COLOUR;
}

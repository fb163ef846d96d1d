/** The colours that text and its ground can have, as names in style sheets (`data-colour`) and messages. */
export const COLOURS = ['red', 'orange', 'green', 'blue', 'purple', 'grey'] as const;

/** One of {@link COLOURS}. */
export type Colour = (typeof COLOURS)[number];

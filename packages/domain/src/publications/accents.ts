/** The colours of what leads on: each is legible on paper and in the dark, and is a token of the same name. */
export const ACCENTS = ['poppy', 'amber', 'fir', 'petrol', 'blue', 'violet', 'ink'] as const;

/** One of {@link ACCENTS}. */
export type Accent = (typeof ACCENTS)[number];

/** Links that a footer has at most. */
export const MOST_FOOTER_LINKS = 4;

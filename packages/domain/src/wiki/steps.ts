/** Open pages of a tree whose levels are read at a time, and that a device remembers. */
export const MOST_OPEN = 50;

/** The ways in which a page goes by one step. */
export const STEPS = ['up', 'down', 'in', 'out'] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

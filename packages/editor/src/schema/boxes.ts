/** A document of at least as many blocks is shown in boxes, which a browser lays out and paints only near the screen. */
export const BOXED_FROM = 1_000;

/** Blocks that a box has at first. */
export const BLOCKS_IN_BOX = 100;

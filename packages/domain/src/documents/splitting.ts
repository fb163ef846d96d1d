import { z } from 'zod';

/** The levels that headings have, and pages that come of one document at once. */
export const SPLIT_LIMITS = { levels: 4, pages: 50 } as const;

/** Which sections of a text become pages: those below headings of a level, or the one below a heading. */
export const splitSchema = z.union([
  z.strictObject({ level: z.coerce.number<unknown>().int().min(1).max(SPLIT_LIMITS.levels) }),
  z.strictObject({ blockId: z.string().min(1).max(100) }),
]);

/** The same, checked. */
export type SplitBy = z.infer<typeof splitSchema>;

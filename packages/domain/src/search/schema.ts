import { z } from 'zod';
import { SEARCH_KINDS } from './kinds.ts';

/** Kinds of things, as an address names one. */
export const searchKindSchema = z.enum(SEARCH_KINDS);

/** How much is found at once, 1 to 200, and from where on; what is beyond the thousandth is not found at all. */
export const searchPageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(20),
  cursor: z.string().max(20).optional(),
});

/** How much is found at once, checked. */
export type SearchPage = z.infer<typeof searchPageSchema>;

import { z } from 'zod';
import { SEARCH_KINDS } from './kinds.ts';
import { SEARCH_LANGUAGES } from './languages.ts';

/** The language of a workspace's texts, as input. */
export const searchLanguageSchema = z.enum(SEARCH_LANGUAGES);

/** Kinds of things, as an address names one. */
export const searchKindSchema = z.enum(SEARCH_KINDS);

/** How much is found at once, 1 to 50, and from where on; what is beyond the thousandth is not found at all. */
export const searchPageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(20).optional(),
});

/** How much is found at once, checked. */
export type SearchPage = z.infer<typeof searchPageSchema>;

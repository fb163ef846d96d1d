import { z } from 'zod';
import { MOST_OF_FILTER } from './parse.ts';

/** Filters that one person keeps. */
export const MOST_SAVED_FILTERS = 50;

/** A filter that somebody keeps by a name; whether it can be read is for whoever knows the day to say. */
export const savedFilterSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Enter a name.')
    .max(50, 'Use at most 50 characters.')
    .regex(/^\P{Cc}+$/u, 'Use a single line of text.'),
  filter: z
    .string()
    .transform((text) => text.replace(/\p{Cc}/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'Write a filter first.')
        .max(MOST_OF_FILTER, 'A filter has at most 500 characters. Leave something out.'),
    ),
});

/** A filter to be kept, checked. */
export type NewSavedFilter = z.infer<typeof savedFilterSchema>;

/** A filter that somebody keeps. */
export interface SavedFilter extends NewSavedFilter {
  id: string;
}

import { z } from 'zod';

/** Characters that are looked for, and that are put in their place; replacements in one document at once; documents at once. */
export const REPLACEMENT_LIMITS = { find: 200, with: 200, inDocument: 2_000, documents: 50 } as const;

/** What is looked for in a text, and what is put in its place: characters as they are, on one line. */
export interface Replacement {
  find: string;
  /** Empty to take away what is found. */
  with: string;
  /** Small letters are others than capitals. */
  matchesCase: boolean;
  /** What is found begins and ends where words do. */
  wholeWords: boolean;
}

/** Characters of one line: none that a text has instead of a picture or a mention, and no half of one. */
const oneLine = (most: number) =>
  z
    .string()
    .max(most, `Use at most ${most} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\ufffc]*$/u, 'Use a single line of text.');

/** A {@link Replacement} from outside; spaces count. */
export const replacementSchema = z.object({
  find: oneLine(REPLACEMENT_LIMITS.find).min(1, 'Enter what to look for.'),
  with: oneLine(REPLACEMENT_LIMITS.with),
  matchesCase: z.boolean().default(false),
  wholeWords: z.boolean().default(false),
});

/** What was found, with the text around it on one line. */
export interface FoundWords {
  before: string;
  words: string;
  after: string;
}

/** What became of a document: how often something was replaced in it, and whether there may be more, which another time replaces. */
export interface Replaced {
  count: number;
  isAll: boolean;
}

import { z } from 'zod';

/** The name of a workspace or a group: 1 to 80 characters on one line. */
export const nameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

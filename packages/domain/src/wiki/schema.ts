import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { MOST_OPEN } from './steps.ts';

/** Pages of one level that are read at a time. */
export const PAGES_AT_ONCE = 200;

/** The open pages of a tree as an address has them: ids with commas between; what is none is left out, and so are more than fifty. */
export const openPagesSchema = z
  .string()
  .catch('')
  .transform((ids) => [...new Set(ids.split(','))].filter((id) => idSchema.safeParse(id).success))
  .transform((ids) => ids.slice(0, MOST_OPEN));

/** The page with which a wiki is to begin; null for none. */
export const startPageSchema = z.object({ pageId: idSchema.nullable() });
/** By what name a page is sought, in a text or an old address. */
export const pageNameSchema = z
  .string()
  .max(1000)
  .transform((name) => name.trim())
  .pipe(
    z
      .string()
      .min(1)
      .regex(/^\P{Cc}+$/u),
  );

/** What is told of the links of a workspace: which documents lead to nothing, and to which pages nothing leads. */
export const linkReportSchema = z.enum(['broken', 'orphans']);

/** One of them. */
export type LinkReport = z.infer<typeof linkReportSchema>;

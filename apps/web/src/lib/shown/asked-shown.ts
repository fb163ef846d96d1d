import { MAX_SHOWN } from '@plenum/editor/schema/shown-pages';
import { z } from 'zod';
import { targetsIn } from './shown-now.ts';

/** How an address asks for what is shown within a page. */
export const askedShownSchema = z.object({
  of: z
    .string()
    .max(MAX_SHOWN * 120)
    .default('')
    .transform((query, context) => {
      const targets = targetsIn(query);
      if (targets) return targets;
      context.addIssue({ code: 'custom', message: 'Not valid.' });
      return z.NEVER;
    }),
  levels: z.coerce.number().int().min(1).max(2).optional(),
});

import { type ZodType, z } from 'zod';

/** The schema of one page of a list. */
export function pageSchema<Item extends ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

import { z } from 'zod';

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** Which page is asked for: at most `limit` rows (1 to 200, 50 unless told) after the row that `cursor` stands for. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** Which page is asked for, checked. */
export type PageQuery = z.infer<typeof pageQuerySchema>;

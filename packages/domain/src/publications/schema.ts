import { z } from 'zod';
import { COVERS } from '../documents/schema.ts';
import { slugFromName } from '../workspaces/rules.ts';

/** How a document or a branch is public. */
export const publicationSchema = z.object({
  /** Its address: of what is typed, letters, digits and hyphens stay. */
  slug: z
    .string()
    .trim()
    .min(1, 'Enter an address.')
    .max(60, 'Use at most 60 characters.')
    .transform((text) => slugFromName(text)),
  covers: z.enum(COVERS),
  /** Search engines may show it. */
  isIndexed: z.boolean(),
  /** Others can subscribe to what is new. */
  hasFeed: z.boolean(),
});

/** How a document or a branch is public, checked. */
export type PublicationSettings = z.infer<typeof publicationSchema>;

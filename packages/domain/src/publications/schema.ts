import { z } from 'zod';
import { COVERS } from '../documents/schema.ts';
import { slugFromName } from '../workspaces/rules.ts';

/** What a publication covers: a document, it and what lies below it, or the whole wiki, whose start page it is. */
export const PUBLIC_COVERS = [...COVERS, 'wiki'] as const;

/** One of {@link PUBLIC_COVERS}. */
export type PublicCover = (typeof PUBLIC_COVERS)[number];

/** Pages that are public together. */
export const MOST_PUBLIC_PAGES = 10_000;

/** How a document, a branch or a wiki is public. */
export const publicationSchema = z.object({
  /** Its address: of what is typed, letters, digits and hyphens stay. */
  slug: z
    .string()
    .trim()
    .min(1, 'Enter an address.')
    .max(60, 'Use at most 60 characters.')
    .transform((text) => slugFromName(text)),
  covers: z.enum(PUBLIC_COVERS),
  /** Search engines may show it. */
  isIndexed: z.boolean(),
  /** Others can subscribe to what is new. */
  hasFeed: z.boolean(),
});

/** How a document, a branch or a wiki is public, checked. */
export type PublicationSettings = z.infer<typeof publicationSchema>;

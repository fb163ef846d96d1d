import { z } from 'zod';

/** Which kinds of files are asked for. */
export const MEDIA_KINDS = ['pictures', 'other'] as const;

/** Which files of a workspace are asked for; what is no such question is left out of it. */
export const mediaFilterSchema = z.object({
  /** Words that all have to be in the name. */
  words: z.string().trim().max(100).catch(''),
  kind: z.enum(MEDIA_KINDS).optional().catch(undefined),
  /** `unused`: those alone that no text shows or leads to. */
  only: z.enum(['unused']).optional().catch(undefined),
});

/** Which files of a workspace are asked for, checked. */
export type MediaFilter = z.infer<typeof mediaFilterSchema>;

import { z } from 'zod';

/** The roles a share link can give. */
export const LINK_ROLES = ['reader', 'commenter', 'editor'] as const;

/** One of {@link LINK_ROLES}. */
export type LinkRole = (typeof LINK_ROLES)[number];

/** A new share link. */
export const newShareLinkSchema = z.object({
  role: z.enum(LINK_ROLES),
  name: z
    .string()
    .trim()
    .max(80, 'Use at most 80 characters.')
    .regex(/^\P{Cc}*$/u, 'Use a single line of text.')
    .optional(),
  password: z
    .string()
    .min(6, 'Use at least 6 characters.')
    .max(200, 'Use at most 200 characters.')
    .optional(),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'Use a time such as 2030-01-31T18:00:00Z.' })
    .transform((text) => new Date(text))
    .refine((time) => time.getTime() > Date.now(), 'Use a time in the future.')
    .optional(),
});

/** A new share link, checked. */
export type NewShareLink = z.infer<typeof newShareLinkSchema>;

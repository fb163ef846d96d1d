import { z } from 'zod';
import { COVERS, titleSchema } from '../documents/schema.ts';

/** The roles a share link can give. */
export const LINK_ROLES = ['reader', 'commenter', 'editor'] as const;

/** One of {@link LINK_ROLES}. */
export type LinkRole = (typeof LINK_ROLES)[number];

/** What a link shows: the text as it becomes, or as it is when the link is made. */
export const SHARE_TEXTS = ['live', 'now'] as const;

/** One of {@link SHARE_TEXTS}. */
export type ShareText = (typeof SHARE_TEXTS)[number];

const linkNameSchema = z
  .string()
  .trim()
  .max(80, 'Use at most 80 characters.')
  .regex(/^\P{Cc}*$/u, 'Use a single line of text.');

const linkPasswordSchema = z
  .string()
  .min(6, 'Use at least 6 characters.')
  .max(200, 'Use at most 200 characters.');

const expirySchema = z.iso
  .datetime({ offset: true, error: 'Use a time such as 2030-01-31T18:00:00Z.' })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() > Date.now(), 'Use a time in the future.');

/** A new share link. */
export const newShareLinkSchema = z.object({
  role: z.enum(LINK_ROLES),
  covers: z.enum(COVERS).optional(),
  /** What shows the text as it is now is for reading, and for this document alone. */
  shows: z.enum(SHARE_TEXTS).optional(),
  name: linkNameSchema.optional(),
  /** A readable part of the address; letters, digits and hyphens are kept of it. */
  slug: z.string().trim().max(60, 'Use at most 60 characters.').optional(),
  password: linkPasswordSchema.optional(),
  expiresAt: expirySchema.optional(),
});

/** A new share link, checked. */
export type NewShareLink = z.infer<typeof newShareLinkSchema>;

/** A change of a share link; what is left out stays, null takes a password or an end away. */
export const shareLinkPatchSchema = z
  .object({
    role: z.enum(LINK_ROLES),
    name: linkNameSchema,
    password: linkPasswordSchema.nullable(),
    expiresAt: expirySchema.nullable(),
  })
  .partial();

/** A change of a share link, checked. */
export type ShareLinkPatch = z.infer<typeof shareLinkPatchSchema>;

/** What a guest calls themselves: 1 to 40 characters on one line. */
export const guestNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(40, 'Use at most 40 characters.')
  .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

/** Days for which a pad without an account is kept after it was last opened or changed. */
export const KEPT_DAYS = [1, 7, 30, 90, 365] as const;

/** A new pad without an account. */
export const newGuestPadSchema = z.object({
  title: titleSchema,
  keptDays: z.coerce
    .number()
    .refine((days) => KEPT_DAYS.some((known) => known === days), 'Use 1, 7, 30, 90 or 365 days.'),
});

/** A new pad without an account, checked. */
export type NewGuestPad = z.infer<typeof newGuestPadSchema>;

import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { ACCENTS, MOST_FOOTER_LINKS } from './accents.ts';

const oneLine = (most: number, sentence: string) =>
  z
    .string()
    .transform((text) => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim())
    .pipe(z.string().max(most, sentence));

/**
 * An address that may be followed from a public page: `https`, `http` or `mailto`, with nothing in it that a browser would repair into
 * another (WHATWG URL, "basic URL parser"), and without a name and password before the host.
 */
export const footerHrefSchema = z
  .string()
  .trim()
  .max(500, 'Use at most 500 characters.')
  .refine(isFollowable, 'Enter a whole address that begins with https://, http:// or mailto:.');

function isFollowable(href: string): boolean {
  if (/[\p{Cc}\p{Cs}\p{Bidi_Control}\s\\]/u.test(href)) return false;
  if (/^mailto:[^@?]+@[^@?]+$/i.test(href)) return true;
  if (!/^https?:\/\/[^/?#]/i.test(href) || !URL.canParse(href)) return false;
  const { username, password } = new URL(href);
  return username === '' && password === '';
}

/** One link of a footer, as input. */
export const footerLinkSchema = z.object({
  label: oneLine(40, 'Use at most 40 characters.').pipe(z.string().min(1, 'Enter what the link is called.')),
  href: footerHrefSchema,
});

/** One link of a footer, checked. */
export type FooterLink = z.infer<typeof footerLinkSchema>;

/** How the pages of a publication look. */
export const lookSchema = z.object({
  /** Above each page; empty for the title of the first. */
  name: oneLine(80, 'Use at most 80 characters.'),
  line: oneLine(160, 'Use at most 160 characters.'),
  accent: z.enum(ACCENTS),
  /** A picture among the attachments of the document that the publication begins with. */
  pictureId: idSchema.nullable(),
  footer: oneLine(200, 'Use at most 200 characters.'),
  footerLinks: z.array(footerLinkSchema).max(MOST_FOOTER_LINKS, 'Use at most four links.'),
});

/** How the pages of a publication look, checked. */
export type Look = z.infer<typeof lookSchema>;

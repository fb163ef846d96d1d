import { z } from 'zod';
import { MAX_QUOTE, MAX_REPLACEMENT } from './types.ts';

/** Characters that a comment may have. */
export const MAX_COMMENT = 4000;

const TOO_LONG = 'A comment has at most 4,000 characters. Put the rest into a second one.';

const textSchema = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(MAX_COMMENT, TOO_LONG));

/** What somebody says: 1 to 4,000 characters. */
export const commentBodySchema = textSchema.pipe(z.string().min(1, 'Write something first.'));

/** A Yjs relative position in base64; whether it is one, the database looks. */
const positionSchema = z.base64().min(4).max(200);

/** A new thread: where it is, what stands there, what is suggested in its place, and its first comment, which may be empty then. */
export const newThreadSchema = z
  .object({
    from: positionSchema,
    to: positionSchema,
    quote: z.string().max(MAX_QUOTE),
    replacement: z
      .string()
      .max(MAX_REPLACEMENT, 'A suggestion has at most 2,000 characters. Make several.')
      .transform((text) => text.replace(/\s+/g, ' '))
      .optional(),
    body: textSchema,
  })
  .refine(({ replacement, body }) => replacement !== undefined || body !== '', {
    path: ['body'],
    message: 'Write something first.',
  });

/** A new thread, checked. */
export type NewThread = z.infer<typeof newThreadSchema>;

import { z } from 'zod';
import { MAX_QUOTE } from './types.ts';

/** Characters that a comment may have. */
export const MAX_COMMENT = 4000;

/** What somebody says: 1 to 4,000 characters. */
export const commentBodySchema = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(
    z
      .string()
      .min(1, 'Write something first.')
      .max(MAX_COMMENT, 'A comment has at most 4,000 characters. Put the rest into a second one.'),
  );

/** A Yjs relative position in base64; whether it is one, the database looks. */
const positionSchema = z.base64().min(4).max(200);

/** A new thread: where it is, what stands there, and its first comment. */
export const newThreadSchema = z.object({
  from: positionSchema,
  to: positionSchema,
  quote: z.string().max(MAX_QUOTE),
  body: commentBodySchema,
});

/** A new thread, checked. */
export type NewThread = z.infer<typeof newThreadSchema>;

import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { MAX_QUOTE, MAX_REPLACEMENT, THREAD_STATES } from './types.ts';

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

const replacementSchema = z
  .string()
  .max(MAX_REPLACEMENT, 'A suggestion has at most 2,000 characters. Make several.')
  .transform((text) => text.replace(/\s+/g, ' '));

const SAYS_NOTHING = { path: ['body'], message: 'Write something first.' };

/**
 * A new thread: where it is, what stands there, what is suggested in its place, and its first comment, which may be empty then. About the
 * task of a list that it names, or about the whole document where it says no place.
 */
export const newThreadSchema = z
  .object({
    from: positionSchema.optional(),
    to: positionSchema.optional(),
    taskId: idSchema.optional(),
    quote: z.string().max(MAX_QUOTE).default(''),
    replacement: replacementSchema.optional(),
    body: textSchema,
  })
  .refine(({ replacement, body }) => replacement !== undefined || body !== '', SAYS_NOTHING)
  .refine(
    ({ from, to, taskId, replacement }) =>
      (from === undefined) === (to === undefined) &&
      (from ?? replacement) === from &&
      (taskId === undefined || from === undefined),
    {
      path: ['from'],
      message: 'This is no place in a text.',
    },
  );

/** A thread about a text by its words, or about a task, as programs begin one: they know of no positions. */
export const quotedThreadSchema = z
  .object({
    quote: z.string().min(1).max(MAX_QUOTE).optional(),
    blockId: z.string().min(1).max(100).optional(),
    taskId: idSchema.optional(),
    replacement: replacementSchema.optional(),
    body: textSchema.default(''),
  })
  .refine(({ replacement, body }) => replacement !== undefined || body !== '', SAYS_NOTHING)
  .refine(({ quote, replacement }) => replacement === undefined || quote !== undefined, {
    path: ['quote'],
    message: 'Say which words the suggestion is for.',
  })
  .refine(
    ({ quote, blockId, taskId }) => taskId === undefined || (quote === undefined && blockId === undefined),
    { path: ['taskId'], message: 'A comment is about a task or about words, not about both.' },
  );

/** Which threads are asked for. */
export const threadStateSchema = z.enum(THREAD_STATES);

/** A new thread, checked. */
export type NewThread = z.infer<typeof newThreadSchema>;

import { z } from 'zod';
import { MAX_CHAT_MESSAGE } from './types.ts';

/** What somebody says in a chat: 1 to 2,000 characters, with its line breaks. */
export const chatMessageSchema = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(
    z
      .string()
      .min(1, 'Write something first.')
      .max(MAX_CHAT_MESSAGE, 'A message has at most 2,000 characters. Put the rest into a second one.'),
  );

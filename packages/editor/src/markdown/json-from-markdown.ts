import { AppError } from '@plenum/domain/errors';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { documentFromTokens } from './document-from-tokens.ts';
import { parseMarkdown } from './parser.ts';

/** The most Markdown that is read at once, in bytes of UTF-8. */
export const MAX_MARKDOWN_BYTES = 2 * 1024 * 1024;

/** A few bytes make a table cell, so the size alone doesn't bound the work. */
const MAX_TOKENS = 1_000_000;

/**
 * The document in a Markdown text (CommonMark with GFM tables, strikethrough, task lists and bare addresses). HTML stays
 * visible as text, images become links, links that may not be followed stay text. Blocks have no ids yet.
 * Throws AppError `too_large` beyond {@link MAX_MARKDOWN_BYTES}, or when the text has more parts than a document can hold.
 */
export function jsonFromMarkdown(text: string): NodeJson {
  if (text.length > MAX_MARKDOWN_BYTES || new TextEncoder().encode(text).length > MAX_MARKDOWN_BYTES) {
    throw new AppError(
      'too_large',
      'This Markdown text is larger than 2 MB. Split it into several documents.',
    );
  }
  const tokens = parseMarkdown(text.replace(/^\uFEFF/, ''));
  if (tokens.length > MAX_TOKENS) {
    throw new AppError(
      'too_large',
      'This Markdown text has too many blocks or table cells. Split it into several documents.',
    );
  }
  const json: NodeJson = safeDocument(documentFromTokens(tokens)).toJSON();
  return json;
}

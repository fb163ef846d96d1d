import { safeDocument } from '../schema/safe-document.ts';
import { mdastFromDocument } from './mdast-from-document.ts';
import { writeMarkdown } from './writer.ts';

/**
 * A document as GitHub Flavored Markdown. All text survives; underline, merged cells, the lettering of ordered lists and
 * empty paragraphs have no Markdown. Never throws, see {@link safeDocument}.
 */
export function markdownFromJson(json: unknown): string {
  return writeMarkdown(mdastFromDocument(safeDocument(json)));
}

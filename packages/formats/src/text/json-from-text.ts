import type { NodeJson } from '@plenum/editor/schema/json';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { linked } from '../reading/linked.ts';
import { decodeText } from './decode-text.ts';

/**
 * Reads plain text as it is: lines without anything on them part paragraphs, other line ends stay.
 * @throws AppError `too_large` beyond the limits.
 */
export function jsonFromText(bytes: Uint8Array): ImportedDocument {
  const text = decodeText(bytes).replace(/\r\n?/g, '\n');
  const blocks = text
    .split(/\n[\t ]*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph): NodeJson => ({ type: 'paragraph', content: linesOf(paragraph) }));
  return new Gathered().finish(null, blocks);
}

function linesOf(paragraph: string): NodeJson[] {
  const lines = paragraph.replace(/^\n+|\n+$/g, '').split('\n');
  return lines.flatMap((line, index) => [...(index > 0 ? [{ type: 'hardBreak' }] : []), ...linked(line, [])]);
}

import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { parseMarkdown } from '@plenum/editor/markdown/parser';
import { fileAt } from '@plenum/editor/schema/file-path';
import { Losses } from '../losses.ts';
import type { ImportedDocument } from '../reading/imported.ts';
import { decodeText } from '../text/decode-text.ts';

const FRONT_MATTER = /^---[ \t]*\n((?:[^\n]{0,2000}\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const TAG = /<(?:\/?[a-z][^>]*|!--)/i;
const BAD_LINK = /\]\(\s*<?(?:javascript|vbscript|data|file):/i;
const DEEPEST_HEADING = 4;

/**
 * Reads a file of Markdown, with what of it is changed. What stands before the text as its properties (YAML) is not read, but for a title.
 * @throws AppError `too_large` beyond the limits.
 */
export function jsonFromMarkdownFile(bytes: Uint8Array): ImportedDocument {
  const whole = decodeText(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  const matter = FRONT_MATTER.exec(whole);
  const text = matter ? whole.slice(matter[0].length) : whole;
  const content = jsonFromMarkdown(text);
  const losses = new Losses();
  const title = titleIn(matter?.[1] ?? '', losses);
  addMarkdownLosses(parseMarkdown(text), losses);
  return { title, content, pictures: [], losses: losses.list() };
}

function titleIn(matter: string, losses: Losses): string | null {
  let title: string | null = null;
  for (const line of matter.split('\n')) {
    const [, name, value = ''] = /^([\w-]{1,60}):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === 'title' && title === null) title = value.replace(/^(["'])(.*)\1$/, '$2').trim() || null;
    else if (line.trim() !== '') losses.add('properties', { place: line });
  }
  return title;
}

/**
 * Adds what tokens of Markdown lose in a document.
 * @param hasFiles whether files of this instance that they name are the document's own.
 */
export function addMarkdownLosses(
  tokens: ReturnType<typeof parseMarkdown>,
  losses: Losses,
  { hasFiles = false }: { hasFiles?: boolean } = {},
): void {
  for (const token of tokens) {
    if (token.type === 'heading_open' && Number(token.tag.slice(1)) > DEEPEST_HEADING)
      losses.add('deepHeadings');
    for (const child of token.children ?? []) {
      const { type, content } = child;
      const src = type === 'image' ? child.attrGet('src') : null;
      const isFile = fileAt(src) !== null;
      // A file of another document is none of this one.
      if (src !== null && !(isFile && hasFiles))
        losses.add(isFile ? 'missingPictures' : 'remotePictures', { place: content || String(src) });
      if (type !== 'text') continue;
      if (TAG.test(content)) losses.add('htmlAsText', { place: content });
      if (BAD_LINK.test(content)) losses.add('unsafeLinks', { place: content });
    }
  }
}

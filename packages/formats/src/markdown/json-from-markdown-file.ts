import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { parseMarkdown } from '@plenum/editor/markdown/parser';
import { fileAt } from '@plenum/editor/schema/file-path';
import { Losses } from '../losses.ts';
import type { ImportedDocument } from '../reading/imported.ts';
import { decodeText } from '../text/decode-text.ts';
import { otherProperties, readFrontMatter, tagsIn, textOfProperty } from './front-matter.ts';

const TAG = /<(?:\/?[a-z][^>]*|!--)/i;
const BAD_LINK = /\]\(\s*<?(?:javascript|vbscript|data|file):/i;
const DEEPEST_HEADING = 4;

/**
 * Reads a file of Markdown, with what of it is changed. Of what stands before the text as its properties title and tags are read.
 * @throws AppError `too_large` beyond the limits.
 */
export function jsonFromMarkdownFile(bytes: Uint8Array): ImportedDocument {
  const whole = decodeText(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
  const matter = readFrontMatter(whole);
  const content = jsonFromMarkdown(matter.rest);
  const losses = new Losses();
  for (const place of [...matter.unread, ...Object.keys(otherProperties(matter, ['title', 'tags', 'tag']))])
    losses.add('properties', { place });
  addMarkdownLosses(parseMarkdown(matter.rest), losses);
  const title = textOfProperty(matter.properties.title);
  return { title, tags: tagsIn(matter), content, pictures: [], losses: losses.list() };
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

import type { Mark, Node } from '@tiptap/pm/model';
import { dateText } from '../schema/date.ts';
import { LINK_REL } from '../schema/link.ts';
import { mentionText } from '../schema/mention.ts';
import { documentLinkHtml } from './document-links.ts';
import { element, escapeHtml, openTag } from './markup.ts';

const MARK_TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
  link: 'a',
  superscript: 'sup',
  subscript: 'sub',
  textColour: 'span',
  highlight: 'mark',
};

/** What stands in a line and is no text: as HTML, and a formula's source. */
export interface InlineHtml {
  leaf(node: Node): string;
  formula(tex: string): string;
}

/** The inline content of a text block, with neighbours that share a mark inside one element. */
export function inlineHtml(block: Node, special: InlineHtml): string {
  let html = '';
  let open: readonly Mark[] = [];
  block.forEach((node) => {
    const marks = marksAround(node);
    const shared = countShared(open, marks);
    html += closeTags(open.slice(shared)) + marks.slice(shared).map(openMark).join('');
    open = marks;
    html += nodeHtml(node, special);
  });
  return html + closeTags(open);
}

/** No link stands within another (HTML, "the a element"). */
function marksAround({ type, marks }: Node): readonly Mark[] {
  return type.name === 'documentLink' ? marks.filter((mark) => mark.type.name !== 'link') : marks;
}

function nodeHtml(node: Node, special: InlineHtml): string {
  if (!node.isText) return special.leaf(node);
  const text = node.text ?? '';
  return node.marks.some(({ type }) => type.name === 'formula') ? special.formula(text) : escapeHtml(text);
}

/** A mention, without the person's id, which is nobody's business who reads; a link to a document; a day; a line break. */
export function leafHtml(node: Node, wordsOf: { date(date: string): string }): string {
  switch (node.type.name) {
    case 'mention':
      return element('bdi', { class: 'mention' }, escapeHtml(mentionText(node)));
    case 'documentLink':
      return documentLinkHtml(node);
    case 'date': {
      const date = dateText(node);
      const words = date === '' ? '…' : wordsOf.date(date);
      return element('time', { class: 'date', datetime: date || null }, escapeHtml(words));
    }
    default:
      return '<br>';
  }
}

function countShared(left: readonly Mark[], right: readonly Mark[]): number {
  const different = left.findIndex((mark, index) => !right[index]?.eq(mark));
  return different === -1 ? left.length : different;
}

function openMark(mark: Mark): string {
  const { name } = mark.type;
  const tag = MARK_TAGS[name];
  if (tag === undefined) return '';
  if (tag === 'a') return openTag('a', { href: mark.attrs.href, title: mark.attrs.title, rel: LINK_REL });
  return openTag(
    tag,
    name === 'textColour' || name === 'highlight' ? { 'data-colour': mark.attrs.colour } : {},
  );
}

function closeTags(marks: readonly Mark[]): string {
  return marks
    .map((mark) => MARK_TAGS[mark.type.name])
    .filter((tag) => tag !== undefined)
    .reverse()
    .map((tag) => `</${tag}>`)
    .join('');
}

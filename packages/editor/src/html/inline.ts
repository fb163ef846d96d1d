import type { Mark, Node } from '@tiptap/pm/model';
import { LINK_REL } from '../schema/link.ts';
import { mentionText } from '../schema/mention.ts';
import { element, escapeHtml, openTag } from './markup.ts';

const MARK_TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
  link: 'a',
};

/** The inline content of a text block, with neighbours that share a mark inside one element. */
export function inlineHtml(block: Node): string {
  let html = '';
  let open: readonly Mark[] = [];
  block.forEach((node) => {
    const shared = countShared(open, node.marks);
    html += closeTags(open.slice(shared)) + node.marks.slice(shared).map(openMark).join('');
    open = node.marks;
    html += leafHtml(node);
  });
  return html + closeTags(open);
}

/** A mention without the person's id, which is nobody's business who reads. */
function leafHtml(node: Node): string {
  if (node.isText) return escapeHtml(node.text ?? '');
  return node.type.name === 'mention'
    ? element('bdi', { class: 'mention' }, escapeHtml(mentionText(node)))
    : '<br>';
}

/** A block's inline content in an element that finds its own direction; empty blocks keep their line. */
export function inlineElement(name: string, block: Node): string {
  return element(name, { dir: 'auto' }, inlineHtml(block) || '<br>');
}

function countShared(left: readonly Mark[], right: readonly Mark[]): number {
  const different = left.findIndex((mark, index) => !right[index]?.eq(mark));
  return different === -1 ? left.length : different;
}

function openMark(mark: Mark): string {
  const tag = MARK_TAGS[mark.type.name];
  if (tag === undefined) return '';
  return tag === 'a'
    ? openTag('a', { href: mark.attrs.href, title: mark.attrs.title, rel: LINK_REL })
    : `<${tag}>`;
}

function closeTags(marks: readonly Mark[]): string {
  return marks
    .map((mark) => MARK_TAGS[mark.type.name])
    .filter((tag) => tag !== undefined)
    .reverse()
    .map((tag) => `</${tag}>`)
    .join('');
}

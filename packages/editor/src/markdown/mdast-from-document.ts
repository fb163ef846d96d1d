import type { Node } from '@tiptap/pm/model';
import type { BlockContent, List, ListItem, PhrasingContent, Root } from 'mdast';
import { phrasingFrom } from './phrasing.ts';
import { tableFrom } from './table.ts';

/** A document's Markdown tree (https://github.com/syntax-tree/mdast). Empty paragraphs have no Markdown. */
export function mdastFromDocument(doc: Node): Root {
  return { type: 'root', children: blocksFrom(doc) };
}

function blocksFrom(parent: Node): BlockContent[] {
  return parent.children.map(blockFrom).filter((block) => block !== null);
}

function blockFrom(node: Node): BlockContent | null {
  switch (node.type.name) {
    case 'paragraph': {
      const children = withoutOuterBreaks(phrasingFrom(node));
      return children.length === 0 ? null : { type: 'paragraph', children };
    }
    case 'heading':
      return { type: 'heading', depth: node.attrs.level, children: withoutOuterBreaks(phrasingFrom(node)) };
    case 'blockquote':
      return { type: 'blockquote', children: blocksFrom(node) };
    case 'codeBlock':
      return { type: 'code', lang: node.attrs.language, value: node.textContent };
    case 'horizontalRule':
      return { type: 'thematicBreak' };
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return listFrom(node);
    case 'table':
      return tableFrom(node);
    default:
      return null;
  }
}

/** At the end of a block a break would be read as a backslash; there and at the start it shows nothing anyway. */
function withoutOuterBreaks(children: PhrasingContent[]): PhrasingContent[] {
  const isContent = (child: PhrasingContent): boolean => child.type !== 'break';
  return children.slice(Math.max(0, children.findIndex(isContent)), children.findLastIndex(isContent) + 1);
}

function listFrom(list: Node): List {
  const children = list.children.map(itemFrom);
  return {
    type: 'list',
    ordered: list.type.name === 'orderedList',
    start: list.type.name === 'orderedList' ? list.attrs.start : null,
    spread: children.some((item) => item.spread),
    children,
  };
}

function itemFrom(item: Node): ListItem {
  const isTask = item.type.name === 'taskItem';
  const blocks = blocksFrom(item);
  if (isTask && blocks[0]?.type !== 'paragraph') blocks.unshift({ type: 'paragraph', children: [] });
  return {
    type: 'listItem',
    checked: isTask ? item.attrs.checked : null,
    spread: !blocks.slice(1).every(mayInterruptParagraph),
    children: blocks,
  };
}

/** Only lists that begin with 1 and with text are read as lists right below a line of text (CommonMark 0.31 §5.3). */
function mayInterruptParagraph(block: BlockContent): boolean {
  if (block.type !== 'list' || (block.start ?? 1) !== 1) return false;
  const [first] = block.children;
  return first?.children[0]?.type === 'paragraph' && first.children[0].children.length > 0;
}

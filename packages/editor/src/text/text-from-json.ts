import type { Node } from '@tiptap/pm/model';
import { mentionText } from '../schema/mention.ts';
import { safeDocument } from '../schema/safe-document.ts';

/**
 * A document as plain text: every block on a line of its own, nested blocks indented, list and task markers, table cells
 * separated by tabs. Never throws, see {@link safeDocument}.
 */
export function textFromJson(json: unknown): string {
  return textOf(safeDocument(json));
}

/** The same for a document that is built already. */
export function textOf(doc: Node): string {
  return blockLines(doc).join('\n');
}

function blockLines(parent: Node): string[] {
  return parent.children.flatMap(linesOf);
}

function linesOf(node: Node): string[] {
  switch (node.type.name) {
    case 'blockquote':
      return blockLines(node).map((line) => `> ${line}`);
    case 'horizontalRule':
      return ['---'];
    case 'bulletList':
      return listLines(node, () => '- ');
    case 'orderedList':
      return listLines(node, (_, index) => `${node.attrs.start + index}. `);
    case 'taskList':
      return listLines(node, (item) => (item.attrs.checked ? '[x] ' : '[ ] '));
    case 'table':
      return node.children.map((row) => row.children.map(cellText).join('\t'));
    default:
      return inlineText(node).split('\n');
  }
}

function listLines(list: Node, marker: (item: Node, index: number) => string): string[] {
  return list.children.flatMap((item, index) => {
    const prefix = marker(item, index);
    const indent = ' '.repeat(prefix.length);
    return blockLines(item).map((line, number) => (number === 0 ? prefix : indent) + line);
  });
}

function cellText(cell: Node): string {
  return blockLines(cell).join(' ').replaceAll('\t', ' ');
}

/** The text of a text block, with a line break for each of its own. */
export function inlineText(block: Node): string {
  return block.textBetween(0, block.content.size, null, (leaf) =>
    leaf.type.name === 'mention' ? mentionText(leaf) : '\n',
  );
}

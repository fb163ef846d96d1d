import type { Node } from '@tiptap/pm/model';
import { footnoteNumbers } from '../schema/footnote.ts';
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
  return new TextWriter(footnoteNumbers(doc)).lines(doc).join('\n');
}

class TextWriter {
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(numbers: ReadonlyMap<string, number>) {
    this.#numbers = numbers;
  }

  lines(parent: Node): string[] {
    return parent.children.flatMap((node) => this.#linesOf(node));
  }

  #linesOf(node: Node): string[] {
    switch (node.type.name) {
      case 'blockquote':
        return this.lines(node).map((line) => `> ${line}`);
      case 'callout':
      case 'details':
        return this.lines(node);
      case 'horizontalRule':
        return ['---'];
      case 'bulletList':
        return this.#listLines(node, () => '- ');
      case 'orderedList':
        return this.#listLines(node, (_, index) => `${node.attrs.start + index}. `);
      case 'taskList':
        return this.#listLines(node, (item) => (item.attrs.checked ? '[x] ' : '[ ] '));
      case 'table':
        return node.children.map((row) => row.children.map((cell) => this.#cellText(cell)).join('\t'));
      case 'footnote':
        return this.#indented(node, this.#numberOf(node));
      case 'image':
        return node.attrs.alt === '' ? [] : [node.attrs.alt];
      case 'attachment':
        return [node.attrs.name];
      case 'tableOfContents':
        return [];
      default:
        return inlineText(node, (reference) => this.#numberOf(reference).trim()).split('\n');
    }
  }

  #numberOf({ attrs: { noteId } }: Node): string {
    return `[${this.#numbers.get(noteId) ?? '?'}] `;
  }

  #listLines(list: Node, marker: (item: Node, index: number) => string): string[] {
    return list.children.flatMap((item, index) => this.#indented(item, marker(item, index)));
  }

  #indented(item: Node, prefix: string): string[] {
    const indent = ' '.repeat(prefix.length);
    return this.lines(item).map((line, number) => (number === 0 ? prefix : indent) + line);
  }

  #cellText(cell: Node): string {
    return this.lines(cell).join(' ').replaceAll('\t', ' ');
  }
}

/**
 * The text of a text block, with a line break for each of its own. References to notes are left out unless it is said how they read.
 */
export function inlineText(block: Node, referenceText: (reference: Node) => string = () => ''): string {
  return block.textBetween(0, block.content.size, null, (leaf) => {
    if (leaf.type.name === 'footnoteReference') return referenceText(leaf);
    return leaf.type.spec.leafText?.(leaf) ?? '\n';
  });
}

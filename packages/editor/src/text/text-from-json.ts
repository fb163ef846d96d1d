import type { Mark, Node } from '@tiptap/pm/model';
import { minutesText } from '../schema/agenda-item.ts';
import { outcomeOf } from '../schema/decision.ts';
import { decisionTitle } from '../schema/decision-words.ts';
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
  return linesOf(doc)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

/** What is written in a block, a line for each of its blocks. */
export function linesIn(block: Node): string {
  return new TextWriter(new Map())
    .lines(block)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

/** A piece of a text that looks the same throughout. */
export interface StyledPiece {
  text: string;
  /**
   * What makes it look as it does: names of marks, and of the block where that changes how its text looks (`heading1`, `codeBlock`);
   * after a `=` the address or the colour.
   */
  styles: readonly string[];
}

/** A document as plain text in pieces, which joined are that of {@link textFromJson}. */
export function piecesFromJson(json: unknown): StyledPiece[] {
  return joined(linesOf(safeDocument(json)), '\n');
}

type Line = StyledPiece[];

const PLAIN: readonly string[] = [];

function plain(text: string): StyledPiece {
  return { text, styles: PLAIN };
}

function joined(lines: readonly Line[], between: string): Line {
  return lines.flatMap((line, number) => (number === 0 ? line : [plain(between), ...line]));
}

function linesOf(doc: Node): Line[] {
  return new TextWriter(footnoteNumbers(doc)).lines(doc);
}

class TextWriter {
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(numbers: ReadonlyMap<string, number>) {
    this.#numbers = numbers;
  }

  lines(parent: Node): Line[] {
    return parent.children.flatMap((node) => this.#linesOf(node));
  }

  #linesOf(node: Node): Line[] {
    switch (node.type.name) {
      case 'blockquote':
        return this.lines(node).map((line) => [plain('> '), ...line]);
      case 'callout':
      case 'details':
        return this.lines(node);
      case 'decision':
        return [[plain(decisionTitle(outcomeOf(node)))], ...this.lines(node)];
      case 'heading':
        return this.#heading(node);
      case 'horizontalRule':
        return [[plain('---')]];
      case 'bulletList':
        return this.#listLines(node, () => '- ');
      case 'orderedList':
        return this.#listLines(node, (_, index) => `${node.attrs.start + index}. `);
      case 'taskList':
        return this.#listLines(node, (item) => (item.attrs.checked ? '[x] ' : '[ ] '));
      case 'table':
        return node.children.map((row) =>
          joined(
            row.children.map((cell) => this.#cellLine(cell)),
            '\t',
          ),
        );
      case 'footnote':
        return this.#indented(node, this.#numberOf(node));
      case 'image':
        return node.attrs.alt === '' ? [] : [[plain(node.attrs.alt)]];
      case 'attachment':
        return [[plain(node.attrs.name)]];
      case 'tableOfContents':
      case 'transclusion':
      case 'childPages':
        return [];
      default:
        return this.#inlineLines(node);
    }
  }

  #numberOf({ attrs: { noteId } }: Node): string {
    return `[${this.#numbers.get(noteId) ?? '?'}] `;
  }

  /** Its minutes stand behind it. */
  #heading(node: Node): Line[] {
    const lines = this.#inlineLines(node);
    const minutes = minutesText(node.attrs.minutes);
    if (minutes !== '') lines.at(-1)?.push({ text: minutes, styles: blockStyles(node) });
    return lines;
  }

  #listLines(list: Node, marker: (item: Node, index: number) => string): Line[] {
    return list.children.flatMap((item, index) => this.#indented(item, marker(item, index)));
  }

  #indented(item: Node, prefix: string): Line[] {
    const indent = ' '.repeat(prefix.length);
    return this.lines(item).map((line, number) => [plain(number === 0 ? prefix : indent), ...line]);
  }

  #cellLine(cell: Node): Line {
    return joined(this.lines(cell), ' ').map(({ text, styles }) => ({
      text: text.replaceAll('\t', ' '),
      styles,
    }));
  }

  /** A text block's lines; it has several where a line is broken in it. */
  #inlineLines(block: Node): Line[] {
    const own = blockStyles(block);
    let line: Line = [];
    const lines = [line];
    for (const node of block.children) {
      const styles = node.marks.length === 0 ? own : [...own, ...node.marks.map(styleOf)];
      const whole = leafText(node, (reference) => this.#numberOf(reference).trim());
      for (const [number, text] of whole.split('\n').entries()) {
        if (number > 0) {
          line = [];
          lines.push(line);
        }
        if (text !== '') line.push({ text, styles });
      }
    }
    return lines;
  }
}

function blockStyles({ type, attrs }: Node): readonly string[] {
  if (type.name === 'heading') return [`heading${attrs.level}`];
  return type.name === 'codeBlock' ? ['codeBlock'] : PLAIN;
}

function styleOf({ type, attrs }: Mark): string {
  const about = attrs.href ?? attrs.colour;
  return typeof about === 'string' ? `${type.name}=${about}` : type.name;
}

function leafText(node: Node, referenceText: (reference: Node) => string): string {
  if (node.isText) return node.text ?? '';
  if (node.type.name === 'footnoteReference') return referenceText(node);
  return node.type.spec.leafText?.(node) ?? '\n';
}

/**
 * The text of a text block, with a line break for each of its own. References to notes are left out unless it is said how they read.
 */
export function inlineText(block: Node, referenceText: (reference: Node) => string = () => ''): string {
  return block.children.map((node) => leafText(node, referenceText)).join('');
}

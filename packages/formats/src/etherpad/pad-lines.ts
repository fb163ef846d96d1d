import { footnoteNumbers } from '@plenum/editor/schema/footnote';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { textOf } from '@plenum/editor/text/text-from-json';
import type { Mark, Node } from '@tiptap/pm/model';
import { type ExportSource, leafWords, wholeHref } from '../writing/export-source.ts';
import { withoutMeetings } from '../writing/without-meetings.ts';

/** A piece of text with the attributes that Etherpad gives it. */
export interface PadPiece {
  text: string;
  attributes: Readonly<Record<string, string>>;
}

/** A line for a pad. */
export interface PadLine {
  /** Of the line itself: its list. */
  attributes: Readonly<Record<string, string>>;
  pieces: PadPiece[];
}

const MARKS: Readonly<Record<string, string>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
};

/** Levels that Etherpad has for lists. */
const LEVELS = 16;

/** A document as lines of a pad: what Etherpad itself can show, and as text what it cannot. */
export function padLines(source: ExportSource): PadLine[] {
  const doc = withoutMeetings(source);
  return new PadWriter(source, footnoteNumbers(doc)).blocks(doc, { level: 0, prefix: '' });
}

interface Place {
  level: number;
  /** What lines begin with. */
  prefix: string;
}

class PadWriter {
  readonly #source: ExportSource;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(source: ExportSource, numbers: ReadonlyMap<string, number>) {
    this.#source = source;
    this.#numbers = numbers;
  }

  blocks(parent: Node, place: Place): PadLine[] {
    return parent.children.flatMap((node) => this.#block(node, place));
  }

  #block(node: Node, place: Place): PadLine[] {
    switch (node.type.name) {
      case 'heading':
        return this.#lines(node, place, { bold: 'true' });
      case 'blockquote':
        return this.blocks(node, { ...place, prefix: `${place.prefix}> ` });
      case 'callout': {
        const title = this.#source.words.callouts[node.attrs.kind as keyof ExportSource['words']['callouts']];
        return [this.#plain(`${title}:`, place, { bold: 'true' }), ...this.blocks(node, place)];
      }
      case 'horizontalRule':
        return [this.#plain('---', place)];
      case 'codeBlock':
        return node.textContent.split('\n').map((line) => this.#plain(line, place));
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return node.children.flatMap((item, index) => this.#item(item, { list: node, index, place }));
      case 'table':
        return textOf(safeDocument({ type: 'doc', content: [node.toJSON()] }))
          .split('\n')
          .map((line) => this.#plain(line, place));
      case 'footnote': {
        const number = this.#numbers.get(node.attrs.noteId) ?? '?';
        const [first, ...rest] = node.children;
        const lines = first ? this.#lines(first, { ...place, prefix: `${place.prefix}[${number}] ` }) : [];
        return [...lines, ...rest.flatMap((child) => this.#block(child, place))];
      }
      case 'image':
      case 'attachment': {
        const words = node.attrs.alt || node.attrs.name || '';
        return words === '' ? [] : [this.#plain(words, place)];
      }
      case 'tableOfContents':
        return [];
      default:
        return node.isTextblock ? this.#lines(node, place) : this.blocks(node, place);
    }
  }

  #plain(text: string, { prefix }: Place, attributes: Record<string, string> = {}): PadLine {
    return { attributes: {}, pieces: [{ text: clean(prefix + text), attributes }] };
  }

  #item(item: Node, { list, index, place }: { list: Node; index: number; place: Place }): PadLine[] {
    const level = Math.min(place.level + 1, LEVELS);
    const isOrdered = list.type.name === 'orderedList';
    const box = item.type.name === 'taskItem' ? (item.attrs.checked ? '☒ ' : '☐ ') : '';
    const start: Record<string, string> = isOrdered ? { start: String(list.attrs.start + index) } : {};
    const attributes = {
      insertorder: 'first',
      list: `${isOrdered ? 'number' : 'bullet'}${level}`,
      lmkr: '1',
      ...start,
    };
    const [first, ...rest] = item.children;
    const [line, ...broken] = first?.isTextblock
      ? this.#lines(first, { level, prefix: place.prefix + box })
      : [this.#plain(box, { ...place, level })];
    const more = first?.isTextblock ? rest : item.children;
    const inside = more.flatMap((child) => this.#block(child, { level, prefix: '' }));
    return [
      { attributes, pieces: line?.pieces ?? [] },
      ...[...broken, ...inside].map((one) => indented(one, level)),
    ];
  }

  #lines(block: Node, { prefix }: Place, extra: Record<string, string> = {}): PadLine[] {
    const lines: PadPiece[][] = [[]];
    const add = (text: string, attributes: PadPiece['attributes']): void => {
      for (const [index, part] of clean(text).split('\n').entries()) {
        if (index > 0) lines.push([]);
        if (part !== '') lines.at(-1)?.push({ text: part, attributes });
      }
    };
    add(prefix, extra);
    block.forEach((node, _offset, index) => {
      const attributes = { ...extra, ...attributesOf(node.marks) };
      add(this.#textOf(node), attributes);
      const link = node.marks.find(({ type }) => type.name === 'link');
      if (link && !block.maybeChild(index + 1)?.marks.some((mark) => mark.eq(link)))
        add(this.#target(link, block), attributes);
    });
    return lines.map((pieces) => ({ attributes: {}, pieces }));
  }

  /** Where a link leads, for those whose text does not say it: a pad makes links of addresses alone. */
  #target(link: Mark, block: Node): string {
    const href = wholeHref(link.attrs.href, this.#source.baseUrl);
    const words = block.children
      .filter(({ marks }) => marks.some((mark) => mark.eq(link)))
      .map((node) => node.text ?? '')
      .join('');
    return href === null || words.includes(href) ? '' : ` (${href})`;
  }

  #textOf(node: Node): string {
    if (node.isText) return (node.text ?? '').replaceAll('\n', ' ');
    if (node.type.name === 'footnoteReference') return `[${this.#numbers.get(node.attrs.noteId) ?? '?'}]`;
    return leafWords(node, this.#source.words) ?? '\n';
  }
}

function indented(line: PadLine, level: number): PadLine {
  return line.attributes.list
    ? line
    : { ...line, attributes: { insertorder: 'first', list: `indent${level}`, lmkr: '1' } };
}

function attributesOf(marks: readonly Mark[]): Record<string, string> {
  return Object.fromEntries(
    marks.flatMap(({ type }) => (MARKS[type.name] ? [[MARKS[type.name], 'true']] : [])),
  );
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, ' ');
}

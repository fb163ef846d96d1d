import type { NodeJson } from '@plenum/editor/schema/json';
import { BlockBuilder, textNodes, wordsIn } from '../reading/blocks.ts';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { decodeText } from '../text/decode-text.ts';
import { tooLarge } from '../zip/read-zip.ts';
import { type Atom, partAtoms, withAtoms } from './atoms.ts';
import { InlineReader } from './inline.ts';
import { SectionIds } from './page-ids.ts';
import { NOWHERE, type WikiPlace } from './wiki-place.ts';
import { tableFromLines } from './wiki-table.ts';

/** Bytes of one page. */
const MOST_BYTES = 4 * 2 ** 20;
const DEEPEST_HEADING = 4;
/** How deep lists and quotes lie in each other. */
const MOST_DEEP = 20;

const RULE = /^[ \t]?-{4,}[ \t]*$/;
const ITEM = /^( {2,}|\t+)([-*])(.*)$/s;
const INDENTED = /^(?! {2,}[-*]|\t+[-*])(?: {2}|\t)(?=.*\S)/s;
const QUOTE = /^(>+)[ \t]?(.*)$/s;
const TABLE = /^[|^]/;

/** What was read of a page of DokuWiki. */
export interface WikiDocument extends ImportedDocument {
  /** What its headings are called in addresses, from the first on. */
  sections: string[];
}

/**
 * Reads a page of DokuWiki (its page `wiki:syntax`), with what of it does not come along. A heading that it begins with is its title. What
 * plugins make of their own signs is not known, so that these stay as they are, and are told.
 * @throws AppError `too_large` beyond the limits.
 */
export function jsonFromDokuwiki(bytes: Uint8Array, place: WikiPlace = NOWHERE): WikiDocument {
  if (bytes.length > MOST_BYTES) throw tooLarge();
  const source = decodeText(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '');
  const gathered = new Gathered();
  const { text, atoms } = partAtoms(source);
  const lines = text.split('\n');
  const headings = headingsIn(lines, atoms);
  const known = new Set([...headings.values()].map(({ section }) => section));
  const blockOf = (section: string) => (known.has(section) ? place.blockOf(section) : null);
  const inline = new InlineReader({ atoms, place: { ...place, blockOf }, gathered });
  const blocks = new PageReader({ lines, atoms, headings, inline, gathered, place }).read();
  const first = blocks[0]?.type === 'heading' ? blocks[0] : null;
  const title = first ? wordsIn(first.content ?? []) : null;
  const document = gathered.finish(title, [...(first ? blocks.slice(1) : blocks), ...inline.notes]);
  return { ...document, sections: [...known] };
}

interface Heading {
  level: number;
  words: string;
  section: string;
}

/** Headings by the numbers of their lines; nothing within them is read. */
function headingsIn(lines: readonly string[], atoms: readonly Atom[]): ReadonlyMap<number, Heading> {
  const headings = new Map<number, Heading>();
  const sections = new SectionIds();
  for (const [index, line] of lines.entries()) {
    if (!/^[ \t]?==/.test(line) || !line.trimEnd().endsWith('==')) continue;
    const words = withAtoms(line, atoms)
      .replace(/^[ \t=]+/, '')
      .replace(/(?<![ \t=])[ \t=]+$/, '');
    if (words === '') continue;
    const level = Math.max(1, 7 - (/=+/.exec(line)?.[0].length ?? 6));
    headings.set(index, { level, words, section: sections.take(words) });
  }
  return headings;
}

interface Given {
  lines: readonly string[];
  atoms: readonly Atom[];
  headings: ReadonlyMap<number, Heading>;
  inline: InlineReader;
  gathered: Gathered;
  place: WikiPlace;
}

class PageReader {
  readonly #given: Given;
  readonly #builder = new BlockBuilder();
  #at = 0;

  constructor(given: Given) {
    this.#given = given;
  }

  read(): NodeJson[] {
    const { lines, headings, inline } = this.#given;
    while (this.#at < lines.length) {
      const line = lines[this.#at] ?? '';
      const heading = headings.get(this.#at);
      if (line.trim() === '') this.#at += 1;
      else if (ITEM.test(line)) this.#list();
      else if (INDENTED.test(line)) this.#builder.add(this.#code());
      else if (heading) this.#heading(heading);
      else if (TABLE.test(line)) this.#builder.add(tableFromLines(this.#while(TABLE), inline));
      else if (RULE.test(line)) {
        this.#builder.add({ type: 'horizontalRule' });
        this.#at += 1;
      } else if (QUOTE.test(line)) this.#builder.add(...this.#quote());
      else this.#paragraph();
    }
    return this.#builder.blocks;
  }

  #while(pattern: RegExp): string[] {
    const from = this.#at;
    const { lines } = this.#given;
    while (this.#at < lines.length && pattern.test(lines[this.#at] ?? '')) this.#at += 1;
    return lines.slice(from, this.#at);
  }

  #heading({ level, words, section }: Heading): void {
    const { gathered, place } = this.#given;
    if (level > DEEPEST_HEADING) gathered.losses.add('deepHeadings', { place: words });
    const attrs = { level: Math.min(level, DEEPEST_HEADING), id: place.blockOf(section) };
    this.#builder.add({ type: 'heading', attrs, content: textNodes(words) });
    this.#at += 1;
  }

  #code(): NodeJson {
    const lines = this.#while(INDENTED).map((line) => line.replace(/^(?: {2}|\t)/, ''));
    return { type: 'codeBlock', content: textNodes(withAtoms(lines.join('\n'), this.#given.atoms)) };
  }

  #list(): void {
    const { lines, gathered, inline } = this.#given;
    for (;;) {
      const line = lines[this.#at] ?? '';
      const [, space = '', sign, text = ''] = ITEM.exec(line) ?? [];
      if (sign === undefined) {
        // Code that follows an item belongs to it.
        if (!INDENTED.test(line)) return;
        const code = this.#code();
        if (!this.#builder.addToItem(MOST_DEEP, [code])) this.#builder.add(code);
        continue;
      }
      const depth = Math.floor(space.replaceAll('\t', '  ').length / 2) - 1;
      if (depth >= MOST_DEEP) gathered.losses.add('deepNesting', { place: text });
      const blocks = inline.blocks(text, (content) => ({ type: 'paragraph', content }));
      const isOrdered = sign === '-';
      const level = Math.min(depth, MOST_DEEP - 1);
      this.#builder.addItem({ level, isOrdered, key: sign, checked: null, blocks });
      this.#at += 1;
    }
  }

  #quote(): NodeJson[] {
    const { gathered, inline } = this.#given;
    const top: NodeJson[] = [];
    let depth = 0;
    for (const line of this.#while(QUOTE)) {
      const [, signs = '>', text = ''] = QUOTE.exec(line) ?? [];
      const blocks = inline.blocks(text, (content) => ({ type: 'paragraph', content }));
      if (signs.length > MOST_DEEP) gathered.losses.add('deepNesting', { place: text });
      depth = Math.min(signs.length, MOST_DEEP);
      let into = top;
      for (let level = 0; level < depth; level += 1) {
        const last = into.at(-1);
        const quote = last?.type === 'blockquote' ? last : { type: 'blockquote', content: [] };
        if (quote !== last) into.push(quote);
        into = quote.content ?? [];
      }
      into.push(...blocks);
    }
    return top;
  }

  #paragraph(): void {
    const { lines, headings, inline } = this.#given;
    const from = this.#at;
    do this.#at += 1;
    while (this.#at < lines.length && !headings.has(this.#at) && isText(lines[this.#at] ?? ''));
    const text = lines.slice(from, this.#at).join('\n');
    this.#builder.add(...inline.blocks(text, (content) => ({ type: 'paragraph', content })));
  }
}

function isText(line: string): boolean {
  return line.trim() !== '' && ![ITEM, INDENTED, TABLE, RULE, QUOTE].some((pattern) => pattern.test(line));
}

import { newBlockId } from '@plenum/editor/schema/block-id';
import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { asFile, blocksFromLine, collapsed, paragraphsIn, textNodes } from '../reading/blocks.ts';
import type { Gathered } from '../reading/imported.ts';
import { ATOM, type Atom, NOTE_LINE_END } from './atoms.ts';
import { ENTITY_PATTERN, quotesOf, SMILEY_PATTERN, TIMES_PATTERN, typographic } from './typography.ts';
import { linkNodes } from './wiki-links.ts';
import { mediaNodes, withLink } from './wiki-media.ts';
import type { WikiPlace } from './wiki-place.ts';

/** Signs that begin and end a style. */
const STYLES: Readonly<Record<string, string>> = {
  '**': 'bold',
  '//': 'italic',
  __: 'underline',
  "''": 'code',
  sub: 'subscript',
  sup: 'superscript',
  del: 'strike',
};

const SIGN = new RegExp(
  [
    ATOM,
    `\\*\\*|//|__|''|\\(\\(|\\)\\)`,
    '<(/?)(sub|sup|del)>',
    '\\\\\\\\(?:[ \\t]|(?=\\n)|$)',
    "<[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}>",
    '~~[A-Za-z][\\w:.,= -]{0,200}~~',
    '</?[A-Za-z][\\w:-]{0,40}(?:[ \\t][^<>\\n]{0,300})?/?>',
    `${NOTE_LINE_END}(?:[ \\t]*${NOTE_LINE_END})*`,
    SMILEY_PATTERN,
    TIMES_PATTERN,
    ENTITY_PATTERN,
    '"',
  ].join('|'),
  'gu',
);

/** Macros that only say how DokuWiki is to show a page. */
const CONTROL = /^~~(?:NOTOC|NOCACHE)~~$/;

interface Sign {
  text: string;
  /** A number of an atom. */
  atom: number | null;
  /** A style, and whether the sign may only begin or end it; null for signs that do both. */
  style: string | null;
  isEnd: boolean | null;
  from: number;
}

/** How a line is read. */
export interface InlineOptions {
  atoms: readonly Atom[];
  place: WikiPlace;
  gathered: Gathered;
}

/** Reads what stands in lines: styles, links, notes, and what is shown for some characters. */
export class InlineReader {
  /** The notes of all lines. */
  readonly notes: NodeJson[] = [];
  readonly #options: InlineOptions;
  readonly #quotes: readonly [string, string];
  #isQuoted = false;

  constructor(options: InlineOptions) {
    this.#options = options;
    this.#quotes = quotesOf(options.place.language);
  }

  /** A line's nodes; among them may be blocks, see {@link blocksFromLine}. */
  read(text: string): NodeJson[] {
    return collapsed(this.#nodes(text, signsIn(text)));
  }

  /** Blocks of a line. */
  blocks(text: string, create: (content: NodeJson[]) => NodeJson): NodeJson[] {
    const content = this.read(text);
    return content.length === 0 ? [] : blocksFromLine(content, create).map(asFile);
  }

  /** Signs are read from the first to the last; whether one ends again is known from where its like stands last. */
  #nodes(text: string, signs: readonly Sign[]): NodeJson[] {
    const nodes: NodeJson[] = [];
    const open = new Set<string>();
    const { last, noteEnds } = endsOf(signs);
    let from = 0;
    const put = (words: string): void => void nodes.push(...textNodes(words, this.#marks(open, words)));
    for (let at = 0; at < signs.length; at += 1) {
      const sign = signs[at];
      if (!sign || sign.from < from) continue;
      put(text.slice(from, sign.from));
      from = sign.from + sign.text.length;
      if (sign.style !== null) {
        if (open.has(sign.style) && sign.isEnd !== false) open.delete(sign.style);
        else if (!open.has(sign.style) && sign.isEnd !== true && (last.get(sign.style) ?? -1) > at)
          open.add(sign.style);
        else put(sign.text);
      } else if (sign.text === '((') {
        const end = noteEnds[at];
        const closer = end === undefined ? undefined : signs[end];
        if (end === undefined || !closer) put('((');
        else {
          const inside = signs.slice(at + 1, end);
          nodes.push(this.#note(text.slice(from, closer.from), inside, from));
          at = end;
          from = closer.from + 2;
        }
      } else nodes.push(...this.#sign(sign, this.#marks(open, sign.text), isAfterWord(text, sign.from)));
    }
    put(text.slice(from));
    return nodes;
  }

  #note(text: string, signs: readonly Sign[], offset: number): NodeJson {
    const noteId = newBlockId();
    const own = signs.map((sign) => ({ ...sign, from: sign.from - offset }));
    const content = collapsed(this.#nodes(text, own));
    const paragraphs = blocksFromLine(content, (line) => ({ type: 'paragraph', content: line }))
      .map((block) => this.#inNote(block))
      .flatMap(paragraphsIn);
    this.notes.push({ type: 'footnote', attrs: { noteId }, content: paragraphs });
    return { type: 'footnoteReference', attrs: { noteId } };
  }

  /** A note has no pictures. */
  #inNote(block: NodeJson): NodeJson {
    if (block.type !== 'image') return block;
    const words = String(block.attrs?.alt ?? '');
    this.#options.gathered.losses.add('missingPictures', { place: words });
    return { type: 'paragraph', content: textNodes(words) };
  }

  #sign({ text, atom }: Sign, marks: MarkJson[], isInWord: boolean): NodeJson[] {
    const { gathered } = this.#options;
    if (atom !== null) return this.#atom(atom, marks);
    if (text.startsWith('\\\\')) return [{ type: 'hardBreak' }];
    if (text.startsWith(NOTE_LINE_END))
      return text.length === 1 ? textNodes(' ', marks) : [{ type: 'hardBreak' }];
    if (text === '"') return textNodes(this.#quote(isInWord), marks);
    if (CONTROL.test(text)) {
      gathered.losses.add('controls', { place: text });
      return [];
    }
    const shown = typographic(text);
    if (shown !== null) return textNodes(shown, marks);
    if (text.startsWith('<') && text.includes('@') && !text.includes(' ')) {
      const address = text.slice(1, -1);
      const href = safeHref(`mailto:${address}`);
      return textNodes(address, href === null ? marks : withLink(marks, href));
    }
    if (text.startsWith('<') || text.startsWith('~~')) gathered.losses.add('pluginSyntax', { place: text });
    return textNodes(text, marks);
  }

  #quote(isInWord: boolean): string {
    const isOpening = !isInWord && !this.#isQuoted;
    this.#isQuoted = isOpening;
    return this.#quotes[isOpening ? 0 : 1];
  }

  #atom(number: number, marks: MarkJson[]): NodeJson[] {
    const atom = this.#options.atoms[number];
    if (!atom) return [];
    const { place, gathered } = this.#options;
    switch (atom.kind) {
      case 'nowiki':
        return textNodes(atom.text.replaceAll(NOTE_LINE_END, ' '), marks);
      case 'link':
        return linkNodes(atom.text, { place, gathered, marks });
      case 'media':
        return mediaNodes(atom.text, { place, gathered, marks });
      case 'address':
        return addressNodes(atom.text, marks);
      case 'html':
      case 'php': {
        gathered.losses.add('htmlAsCode', { place: atom.text });
        return [codeNode(trimmedLines(atom.text), atom.kind)];
      }
      case 'code':
      case 'file':
        return this.#code(atom.text);
    }
  }

  /** Code with its language, and before it the name of the file that it is. */
  #code(text: string): NodeJson[] {
    const end = text.indexOf('>');
    const head = text.slice(0, end);
    const options = /\[[^\]]{0,500}\]/.exec(head)?.[0] ?? '';
    if (options !== '') this.#options.gathered.losses.add('controls', { place: options });
    const [language = '-', ...name] = head.replace(options, ' ').trim().split(/\s+/);
    const code = codeNode(trimmedLines(text.slice(end + 1)), language);
    return name.length === 0 ? [code] : [...textNodes(name.join(' '), [{ type: 'code' }]), code];
  }

  #marks(open: ReadonlySet<string>, words: string): MarkJson[] {
    if (!open.has('code') || open.size === 1) return [...open].map((type) => ({ type }));
    if (words.trim() !== '') this.#options.gathered.losses.add('styledCode', { place: words });
    return [{ type: 'code' }];
  }
}

function signsIn(text: string): Sign[] {
  return [...text.matchAll(SIGN)].map(({ 0: sign, 1: atom, 2: slash, 3: tag, index }) => ({
    text: sign,
    atom: atom === undefined ? null : Number(atom),
    style: styleOf(sign, tag, text[index - 1]),
    isEnd: tag ? slash === '/' : null,
    from: index,
  }));
}

function styleOf(sign: string, tag: string | undefined, before: string | undefined): string | null {
  // Of an address of a kind that is not known.
  if (sign === '//' && before === ':') return null;
  const name = tag ?? sign;
  return Object.hasOwn(STYLES, name) ? (STYLES[name] ?? null) : null;
}

/** Where each style can end last, and of each note where it ends. */
function endsOf(signs: readonly Sign[]): { last: ReadonlyMap<string, number>; noteEnds: number[] } {
  const last = new Map<string, number>();
  const noteEnds: number[] = [];
  let end: number | undefined;
  for (let at = signs.length - 1; at >= 0; at -= 1) {
    const { style, isEnd, text } = signs[at] ?? { style: null, isEnd: null, text: '' };
    if (style !== null && isEnd !== false && !last.has(style)) last.set(style, at);
    if (text === '))') end = at;
    if (text === '((' && end !== undefined) noteEnds[at] = end;
  }
  return { last, noteEnds };
}

/** Signs after which a quote opens. */
const BEFORE_QUOTES = '/#~:+=&%@-()[]{}><"\'\u0003';

function isAfterWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  return before.trim() !== '' && !BEFORE_QUOTES.includes(before);
}

function addressNodes(text: string, marks: readonly MarkJson[]): NodeJson[] {
  const whole = /^www\./i.test(text) ? `http://${text}` : /^ftp\./i.test(text) ? `ftp://${text}` : text;
  const href = safeHref(whole);
  return textNodes(text, href === null ? marks : withLink(marks, href));
}

function codeNode(code: string, language: string): NodeJson {
  const named = /^[\w+#.][\w+#.-]{0,39}$/.test(language) ? language : null;
  return {
    type: 'codeBlock',
    attrs: { language: named },
    content: textNodes(code.replaceAll(NOTE_LINE_END, '\n')),
  };
}

/** Without the line ends beside the marks. */
function trimmedLines(code: string): string {
  return code.replace(/^[ \t]*\n/, '').replace(/\n$/, '');
}

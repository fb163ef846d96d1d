/** What stands in a text as one thing, whatever characters are in it. */
export interface Atom {
  kind: 'code' | 'file' | 'nowiki' | 'html' | 'php' | 'link' | 'media' | 'address';
  /** Between its marks; of code also what stands in its opening mark. */
  text: string;
  /** With its marks, as it is written. */
  source: string;
}

/** A text whose atoms are only named in it, by {@link ATOM}. */
export interface Parted {
  text: string;
  atoms: Atom[];
}

/** The name of an atom in a text: its number between two characters that no text has. */
export const ATOM = '\u0002(\\d{1,9})\u0003';

/** A text with its atoms as they are written. */
export function withAtoms(text: string, atoms: readonly Atom[]): string {
  return text.replace(NAMED, (_, number: string) => atoms[Number(number)]?.source ?? '');
}

/** What stands for a line end in a note, which lies within a line. */
export const NOTE_LINE_END = '\u0004';

const NAMED = new RegExp(ATOM, 'g');

const NEXT =
  /\n|<(code|file)(?=[\s>[-])|<(nowiki|html|HTML|php|PHP)>|%%|\[\[|\{\{|\(\(|\)\)|(?<![\w/\\])(?:(?:https?|ftp|irc|gopher|telnet|wais|nntp|news|ldap|sftp|ssh):\/\/|www\.|ftp\.(?=\w{1,60}\.))[^\s<>"'|^{}\\]{1,4000}/g;
const LIST = /(?: {2,}|\t+)[-*]/y;
const INDENTED = /(?: {2}|\t)(?=[^\n]*\S)/y;
/** Signs that end a sentence, or a style of the text, and no address. */
const AFTER_ADDRESS = '.,;:!?*_)]=-';

/** Takes the atoms out of a text in one pass, in the order in which DokuWiki's lexer would meet them. */
export function partAtoms(source: string): Parted {
  return new Parting(source).run();
}

class Parting {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly #atoms: Atom[] = [];
  readonly #found = new Map<string, number>();
  /** Where the note that is open began in the pieces. */
  #note: number | null = null;
  #from = 0;

  constructor(source: string) {
    this.#source = source;
  }

  run(): Parted {
    const source = this.#source;
    NEXT.lastIndex = this.#afterIndented(0);
    for (let match = NEXT.exec(source); match; match = NEXT.exec(source)) {
      // Asking for another text in between would move it.
      NEXT.lastIndex = this.#take(match, match.index, match.index + match[0].length);
    }
    this.#pieces.push(source.slice(this.#from));
    if (this.#note !== null) this.#endNote(this.#note, '\n');
    return { text: this.#pieces.join(''), atoms: this.#atoms };
  }

  /** What stands at a place, and where to go on. */
  #take(match: RegExpExecArray, start: number, end: number): number {
    const [sign, code, tag] = match;
    if (code === 'code' || code === 'file') return this.#takeCode(code, start, end);
    if (tag) {
      const kind = tag.toLowerCase() as 'nowiki' | 'html' | 'php';
      return this.#between({ start, end, closer: `</${tag}>`, kind });
    }
    switch (sign) {
      case '\n':
        if (this.#note === null) return this.#afterIndented(end);
        this.#put(start, end, NOTE_LINE_END);
        return end;
      case '%%':
        return this.#between({ start, end, closer: '%%', kind: 'nowiki' });
      case '[[':
        return this.#inParagraph({ start, end, closer: ']]', kind: 'link' });
      case '{{':
        return this.#inParagraph({ start, end, closer: '}}', kind: 'media' });
      case '((':
        if (this.#note === null && this.#next('))', end) !== -1) {
          this.#put(start, end, '((');
          this.#note = this.#pieces.length;
        }
        return end;
      case '))':
        if (this.#note === null) return end;
        this.#put(start, end, '))');
        this.#note = null;
        return end;
      default:
        return this.#takeAddress(sign, start);
    }
  }

  /** Lines that are moved in are code, in which nothing else is read; lists are moved in, too. */
  #afterIndented(start: number): number {
    let at = start;
    for (;;) {
      LIST.lastIndex = at;
      INDENTED.lastIndex = at;
      if (LIST.test(this.#source) || !INDENTED.test(this.#source)) return at;
      const end = this.#source.indexOf('\n', at);
      if (end === -1) return this.#source.length;
      at = end + 1;
    }
  }

  #takeCode(name: 'code' | 'file', start: number, end: number): number {
    const closer = this.#next(`</${name}>`, end);
    const head = this.#next('>', end);
    if (closer === -1 || head === -1 || head >= closer) return end;
    const text = this.#source.slice(end, closer);
    return this.#atom({ kind: name, text }, start, closer + name.length + 3);
  }

  #between(of: { start: number; end: number; closer: string; kind: Atom['kind'] }): number {
    const { start, end, closer, kind } = of;
    const at = this.#next(closer, end);
    if (at === -1) return end;
    return this.#atom({ kind, text: this.#source.slice(end, at) }, start, at + closer.length);
  }

  /** Links and media end before the paragraph does: a sign that somebody forgot shall not take a page along. */
  #inParagraph(of: { start: number; end: number; closer: string; kind: Atom['kind'] }): number {
    const { start, end, closer, kind } = of;
    const at = this.#next(closer, end);
    const paragraph = this.#next('\n\n', end);
    if (at === -1 || (paragraph !== -1 && paragraph < at)) return end;
    const isLonger = kind === 'link' && this.#source[at + 2] === ']';
    const close = isLonger ? at + 1 : at;
    const text = this.#source.slice(end, close).replace(/\n/g, ' ');
    return this.#atom({ kind, text }, start, close + 2);
  }

  #takeAddress(found: string, start: number): number {
    const text = found.slice(0, endOfAddress(found));
    return this.#atom({ kind: 'address', text }, start, start + text.length);
  }

  #atom(atom: Omit<Atom, 'source'>, start: number, end: number): number {
    this.#put(start, end, `\u0002${this.#atoms.length}\u0003`);
    this.#atoms.push({ ...atom, source: this.#source.slice(start, end) });
    return end;
  }

  #put(start: number, end: number, piece: string): void {
    this.#pieces.push(this.#source.slice(this.#from, start), piece);
    this.#from = end;
  }

  #endNote(start: number, lineEnd: string): void {
    for (let at = start; at < this.#pieces.length; at += 1)
      if (this.#pieces[at] === NOTE_LINE_END) this.#pieces[at] = lineEnd;
  }

  /** Where a text stands next; each is sought once, since places only go on. */
  #next(text: string, from: number): number {
    const known = this.#found.get(text);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = this.#source.indexOf(text, from);
    this.#found.set(text, at);
    return at;
  }
}

function endOfAddress(found: string): number {
  let end = found.length;
  // A closing bracket belongs to the address where the opening one does.
  let open = found.split('(').length - found.split(')').length;
  for (;;) {
    if (found.endsWith('//', end) && !found.endsWith('://', end)) end -= 2;
    else if (AFTER_ADDRESS.includes(found[end - 1] ?? ' ') && (found[end - 1] !== ')' || open < 0)) {
      if (found[end - 1] === ')') open += 1;
      end -= 1;
    } else return end;
  }
}

import type { Replacement } from './replacement.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Occurrence {
  from: number;
  to: number;
}

/** In a text without these no letter goes on with a mark behind it, and nothing is composed. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** The syntax of a pattern. */
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;

/**
 * Where a text has what is looked for, from its beginning, none overlapping another: the same characters however they were composed, and
 * only whole ones, with their marks and what an emoji is joined of. Capitals are told from small letters as Unicode's simple case folding
 * does, in no language's own way. What reads already as it is to read is left out, also within the whole replacement, so that
 * replacing a second time changes nothing.
 */
export function occurrencesOf(text: string, replacement: Replacement): Occurrence[] {
  const seen = composed(text);
  const pattern = patternOf(replacement);
  const isDone = doneIn(seen.text, replacement.with.normalize('NFC'));
  const found: Occurrence[] = [];
  for (let match = pattern.exec(seen.text); match; match = pattern.exec(seen.text)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (isBreak(seen.text, from) && isBreak(seen.text, to)) {
      const [start, end] = [seen.indexOf(from), seen.indexOf(to)];
      if (start !== undefined && end !== undefined && !isDone({ from, to }))
        found.push({ from: start, to: end });
    } else {
      // The next may begin within it. From within a pair of surrogates a pattern goes back to its beginning.
      pattern.lastIndex = from + ((seen.text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
    }
  }
  return found;
}

function patternOf({ find, matchesCase, wholeWords }: Replacement): RegExp {
  const wanted = find.normalize('NFC');
  const literal = wanted.replace(SYNTAX, '\\$&');
  const isWord = (edge: string | undefined) => new RegExp(`^${WORD}$`, 'u').test(edge ?? '');
  const edges = [...wanted];
  const before = wholeWords && isWord(edges[0]) ? `(?<!${WORD})` : '';
  const after = wholeWords && isWord(edges.at(-1)) ? `(?!${WORD})` : '';
  return new RegExp(before + literal + after, matchesCase ? 'gu' : 'giu');
}

/** Whether a stretch stands where the replacement has it already; asked from the beginning of the text on. */
function doneIn(text: string, replacement: string): (stretch: Occurrence) => boolean {
  let [at, next] = [-1, replacement === '' ? -1 : text.indexOf(replacement)];
  return ({ from, to }) => {
    // The last one that begins before it reaches furthest.
    while (next !== -1 && next <= from) [at, next] = [next, text.indexOf(replacement, next + 1)];
    return at !== -1 && to <= at + replacement.length;
  };
}

/** UTF-16 units around a place within which what belongs together is looked for: with a long text its time grows by the square. */
const AROUND = 64;

/** Whether no character, with its marks and what an emoji is joined of, goes on across a place. */
function isBreak(text: string, at: number): boolean {
  const beside = text.slice(Math.max(0, at - 1), at + 1);
  if (at === 0 || at === text.length || (!BEYOND_ASCII.test(beside) && beside !== '\r\n')) return true;
  const from = startOfRun(text, at);
  const window = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(from, at + AROUND),
  );
  return window.containing(at - from)?.index === at - from;
}

/** The last ASCII character before a place, where something begins. */
function startOfRun(text: string, at: number): number {
  for (let i = at - 1; i > Math.max(0, at - AROUND); i -= 1) if (text.charCodeAt(i) < 0x80) return i;
  return Math.max(0, at - AROUND);
}

/** A text with each character composed, and where its places are in the text as it is; undefined within what was composed. */
function composed(text: string): { text: string; indexOf: (at: number) => number | undefined } {
  if (!BEYOND_ASCII.test(text) || text === text.normalize('NFC')) return { text, indexOf: (at) => at };
  const places = new Map<number, number>();
  let [whole, index] = ['', 0];
  for (const cluster of clustersOf(text)) {
    const one = cluster.normalize('NFC');
    const isSame = one === cluster;
    for (let i = 0; i < (isSame ? one.length : 1); i += 1) places.set(whole.length + i, index + i);
    whole += one;
    index += cluster.length;
  }
  places.set(whole.length, text.length);
  return { text: whole, indexOf: (at) => places.get(at) };
}

/** The parts of a text that are composed each on its own. */
function* clustersOf(text: string): Generator<string> {
  let cluster = '';
  for (const character of text) {
    if (cluster !== '' && (cluster.length >= AROUND || isApart(cluster, character))) {
      yield cluster;
      cluster = '';
    }
    cluster += character;
  }
  if (cluster !== '') yield cluster;
}

function isApart(before: string, after: string): boolean {
  if (!BEYOND_ASCII.test(before) && !BEYOND_ASCII.test(after)) return true;
  return (before + after).normalize('NFC') === before.normalize('NFC') + after.normalize('NFC');
}

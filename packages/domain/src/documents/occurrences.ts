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
  const breaks = !BEYOND_ASCII.test(text)
    ? null
    : new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(seen.text);
  const isBreak = (at: number) => breaks === null || (breaks.containing(at)?.index ?? at) === at;
  const isDone = doneIn(seen.text, replacement.with.normalize('NFC'));
  const found: Occurrence[] = [];
  for (let match = pattern.exec(seen.text); match; match = pattern.exec(seen.text)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (isBreak(from) && isBreak(to)) {
      if (!isDone({ from, to })) found.push({ from: seen.indexOf(from), to: seen.indexOf(to) });
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

/** Whether a stretch stands where the replacement has it already. */
function doneIn(text: string, replacement: string): (stretch: Occurrence) => boolean {
  return ({ from, to }) => {
    const words = text.slice(from, to);
    for (let at = replacement.indexOf(words); at !== -1; at = replacement.indexOf(words, at + 1)) {
      if (text.startsWith(replacement, from - at)) return true;
    }
    return false;
  };
}

/** A text with each character composed, and where its places are in the text as it is. */
function composed(text: string): { text: string; indexOf: (at: number) => number } {
  if (!BEYOND_ASCII.test(text) || text === text.normalize('NFC')) return { text, indexOf: (at) => at };
  const places = new Map<number, number>();
  let whole = '';
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    places.set(whole.length, index);
    whole += segment.normalize('NFC');
  }
  places.set(whole.length, text.length);
  return { text: whole, indexOf: (at) => places.get(at) ?? text.length };
}

import { isUnspaced, lettersOf, piecesOf } from '@plenum/domain/fold';
import type { SearchTerm } from '@plenum/domain/search/query';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import type { Parameters } from './parameters.ts';

/** Letters from which on what is typed counts as the beginning of longer words, and from which on a trigram index knows a stretch of a title. */
const PREFIX_FROM = 2;
const STRETCH_FROM = 3;

/** The words of a title alone, as they stand in an index of their own: that of all words doesn't tell which are in a title. */
const TITLE_WORDS = `ts_filter(e.words, '{a}')`;

/** What an entry has to have, as SQL over `e`. */
export interface Matching {
  /** A tsquery of all that is looked for, by which what is found is ranked; null where nothing is. */
  words: string | null;
  /** Conditions that the indexes of words answer; none where nothing is looked for. */
  indexed: string[];
  /** Conditions besides on what the indexes have found. */
  without: string[];
  /** Those for which the text has to be read. */
  lookedUp: string[];
  /** That all of it is in the title; null where that cannot be looked up quickly. */
  inLabel: string | null;
}

/** How the terms of a question are looked for in texts of some languages. */
export function matchingOf(
  terms: readonly SearchTerm[],
  { languages, parameters }: { languages: readonly SearchLanguage[]; parameters: Parameters },
): Matching {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const unwanted = terms.filter(({ isExcluded }) => isExcluded);
  const queries = wanted.map((term) => queryOf(term, { languages, parameters }));
  const has = (term: SearchTerm) =>
    term.inTitle
      ? `${TITLE_WORDS} @@ (${queryOf({ ...term, inTitle: false }, { languages, parameters })})`
      : `e.words @@ (${queryOf(term, { languages, parameters })})`;
  const labels = wanted.map(({ text }) => text);
  return {
    words: queries.length > 0 ? queries.join(' && ') : null,
    indexed: wanted.map(has),
    without: unwanted.filter((term) => !isExact(term)).map((term) => `NOT ${has(term)}`),
    lookedUp: terms
      .filter(isExact)
      .map((term) => `${term.isExcluded ? 'NOT ' : ''}${stands(term, parameters)}`),
    inLabel:
      labels.length > 0 && labels.every((text) => text.length >= STRETCH_FROM)
        ? labels.map((text) => `e.label LIKE ${parameters.add(`%${text}%`, 'text')}`).join(' AND ')
        : null,
  };
}

/** Whether the index finds more than the term: what has its words, or every two letters of it, in any order. */
function isExact({ text, isPhrase }: SearchTerm): boolean {
  return isPhrase || (isUnspaced(text) && lettersOf(text).length > 2);
}

/** That an entry has a term just as it is. */
function stands({ text, inTitle, isPrefix }: SearchTerm, parameters: Parameters): string {
  const whole = isUnspaced(text) ? text : ` ${text}${isPrefix ? '' : ' '}`;
  return `strpos(${inTitle ? `' ' || e.label || ' '` : 'e.folded'}, ${parameters.add(whole, 'text')}) > 0`;
}

/** A term as a tsquery: its words as they are written, or in whatever form each language has them. */
function queryOf(
  term: SearchTerm,
  { languages, parameters }: { languages: readonly SearchLanguage[]; parameters: Parameters },
): string {
  const written = literal(term, { canBegin: true });
  // Texts of scripts without spaces, and phrases, are found as they are written.
  const stemmed = term.isPhrase || isUnspaced(term.text) ? [] : languages.filter((one) => one !== 'simple');
  return `(${[
    parameters.add(written, 'tsquery'),
    ...stemmed.map(
      (language) =>
        `to_tsquery(${parameters.add(language, 'regconfig')}, ${parameters.add(literal(term, { canBegin: false }), 'text')})`,
    ),
  ].join(' || ')})`;
}

/** All of a term's words in the syntax of tsquery, which letters and digits have no meaning in. */
function literal({ text, inTitle, isPrefix }: SearchTerm, { canBegin }: { canBegin: boolean }): string {
  const weight = inTitle ? 'A' : '';
  const pieces = text.split(' ').flatMap(piecesOf);
  const words = pieces.flatMap((piece, i) => {
    if (isUnspaced(piece)) return unspacedWords(piece, weight);
    const begins = canBegin && isPrefix && i === pieces.length - 1 && piece.length >= PREFIX_FROM;
    return [word(piece, `${begins ? '*' : ''}${weight}`)];
  });
  return words.join(' & ');
}

function unspacedWords(piece: string, weight: string): string[] {
  const letters = lettersOf(piece);
  if (letters.length === 1) return [word(piece, `*${weight}`)];
  return letters.slice(0, -1).map((letter, i) => word(letter + letters[i + 1], weight));
}

function word(letters: string, flags: string): string {
  return flags === '' ? `'${letters}'` : `'${letters}':${flags}`;
}

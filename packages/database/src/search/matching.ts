import { isUnspaced, lettersOf, piecesOf } from '@plenum/domain/fold';
import type { SearchTerm } from '@plenum/domain/search/query';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import type { Parameters } from './parameters.ts';

/** Letters from which on what is typed counts as the beginning of longer words, and from which on a trigram index knows a stretch of a title. */
const PREFIX_FROM = 2;
const STRETCH_FROM = 3;

/** What an entry has to have, as SQL over `e`. */
export interface Matching {
  /** A tsquery, which the index of words answers; null where nothing is looked for in it. */
  words: string | null;
  /** What is to be looked up besides in what the index has found. */
  rest: string[];
  /** That all of it is in the title; null where that cannot be looked up quickly. */
  inLabel: string | null;
}

/** How the terms of a question are looked for in texts of some languages. */
export function matchingOf(
  terms: readonly SearchTerm[],
  { languages, parameters }: { languages: readonly SearchLanguage[]; parameters: Parameters },
): Matching {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const queries = wanted.map((term) => queryOf(term, { languages, parameters }));
  const rest: string[] = [];
  for (const term of terms) {
    if (term.isExcluded) {
      if (isExact(term)) rest.push(`NOT ${stands(term, parameters)}`);
      else if (term.inTitle) rest.push(`NOT ${inItsTitle(term, { languages, parameters })}`);
      else rest.push(`NOT e.words @@ (${queryOf(term, { languages, parameters })})`);
    } else if (isExact(term)) rest.push(stands(term, parameters));
    else if (term.inTitle) rest.push(inItsTitle(term, { languages, parameters }));
  }
  const labels = wanted.map(({ text }) => text);
  return {
    words: queries.length > 0 ? queries.join(' && ') : null,
    rest,
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

/** That the title of an entry has a term. Words that are kept without their places match in the index wherever they stand. */
function inItsTitle(
  term: SearchTerm,
  given: { languages: readonly SearchLanguage[]; parameters: Parameters },
): string {
  const words = `to_tsvector('simple', e.label) || to_tsvector(e.language::regconfig, e.label)`;
  const query = queryOf({ ...term, inTitle: false }, given);
  return `(e.kind IN ('document', 'attachment') AND (${words}) @@ (${query}))`;
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

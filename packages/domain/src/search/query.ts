import { piecesOf, searchFold } from '../fold.ts';

/** How much of a question counts: UTF-16 units, and terms. */
export const QUERY_LIMITS = { length: 400, terms: 16, value: 100 } as const;

/** A word or a phrase that is looked for. */
export interface SearchTerm {
  /** Folded, see `searchFold`; never empty. */
  text: string;
  /** Its words have to follow one another as they stand. */
  isPhrase: boolean;
  /** Only in titles. */
  inTitle: boolean;
  /** What contains it is left out. */
  isExcluded: boolean;
  /** It may be the beginning of a longer word: somebody is typing it. */
  isPrefix: boolean;
}

/** Where, of whom or of what kind what is found has to be. */
export interface SearchFilter {
  /** Folded; never empty. */
  value: string;
  /** Just that it must not be. */
  isExcluded: boolean;
}

/** What somebody looks for. */
export interface SearchQuery {
  terms: SearchTerm[];
  /** «in:», «by:» and «tag:», each of which has to hold. */
  places: SearchFilter[];
  authors: SearchFilter[];
  tags: SearchFilter[];
}

const FILTERS = { in: 'places', by: 'authors', tag: 'tags' } as const;
/** Of several quotes that people's keyboards have, those that begin and end a phrase. */
const QUOTES = '"“”„‟«»「」『』';
const pieceWith = (keywords: string) =>
  new RegExp(
    `([-\\u2212])?(?:(${keywords})[:：])?(?:[${QUOTES}]([^${QUOTES}]*)(?:[${QUOTES}]|$)|([^\\s${QUOTES}\\u3000]+))`,
    'giu',
  );
const PIECE = pieceWith('title|in|by|tag');
const PIECE_OF_WORDS = pieceWith('title');

/**
 * Reads what somebody typed to search: words that all have to be there, "phrases", -word, title:word, in:place, by:name and
 * tag:name, each of which a - turns into its opposite. There is nothing that it does not understand: what is no such thing is words. The last word counts as begun, unless it
 * is in quotes or a space follows it.
 */
export function parseQuery(typed: string): SearchQuery {
  return parse(typed, PIECE);
}

/** The same for those who are to learn nothing of places, people and tags: what would ask for them is words. */
export function parseWords(typed: string): SearchTerm[] {
  return parse(typed, PIECE_OF_WORDS).terms;
}

function parse(typed: string, piece: RegExp): SearchQuery {
  const text = typed.slice(0, QUERY_LIMITS.length).normalize('NFC');
  const query: SearchQuery = { terms: [], places: [], authors: [], tags: [] };
  let room: number = QUERY_LIMITS.terms;
  for (const match of text.matchAll(piece)) {
    const [, minus, keyword, quoted, plain] = match;
    const value = searchFold(quoted ?? plain ?? '')
      .slice(0, QUERY_LIMITS.value)
      .trim();
    if (value === '' || room === 0) continue;
    room -= 1;
    const filter = filterOf(keyword);
    if (filter) {
      query[filter].push({ value, isExcluded: minus !== undefined });
      continue;
    }
    const isLast = match.index + match[0].length === text.length;
    query.terms.push({
      text: value,
      // What is written together and is several words for a search stays together.
      isPhrase: value.includes(' ') || piecesOf(value).length > 1,
      inTitle: keyword !== undefined,
      isExcluded: minus !== undefined,
      isPrefix: quoted === undefined && isLast && minus === undefined,
    });
  }
  return query;
}

/** Whether nothing is asked for, or only what is not to be there. */
export function asksNothing({ terms, places, authors, tags }: SearchQuery): boolean {
  return [...terms, ...places, ...authors, ...tags].every(({ isExcluded }) => isExcluded);
}

/** The question in other words: what is looked for without what narrows it down. */
export function plainWords({ terms }: SearchQuery): string {
  return terms.flatMap(({ isExcluded, text }) => (isExcluded ? [] : [text])).join(' ');
}

function filterOf(keyword: string | undefined): (typeof FILTERS)[keyof typeof FILTERS] | null {
  switch (keyword?.toLowerCase()) {
    case 'in':
      return FILTERS.in;
    case 'by':
      return FILTERS.by;
    case 'tag':
      return FILTERS.tag;
    default:
      return null;
  }
}

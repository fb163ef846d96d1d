/** What DokuWiki shows in place of some characters (its `entities.conf`), the longest first. */
const ENTITIES: Readonly<Record<string, string>> = {
  '<->': '↔',
  '<=>': '⇔',
  '---': '—',
  '...': '…',
  '(tm)': '™',
  '(c)': '©',
  '(r)': '®',
  '->': '→',
  '<-': '←',
  '=>': '⇒',
  '<=': '⇐',
  '>>': '»',
  '<<': '«',
  '--': '–',
};

/** Its smileys (`smileys.conf`); those that are words stay words. */
const SMILEYS: Readonly<Record<string, string>> = {
  '8-)': '😎',
  '8-O': '😲',
  '8-o': '😲',
  ':-(': '🙁',
  ':-)': '🙂',
  '=)': '🙂',
  ':-/': '😕',
  ':-\\': '😕',
  ':-?': '🤔',
  ':-D': '😀',
  ':-P': '😛',
  ':-o': '😮',
  ':-O': '😮',
  ':-x': '🤐',
  ':-X': '🤐',
  ':-|': '😐',
  ';-)': '😉',
  'm(': '🤦',
  '^_^': '😊',
  ':?:': '❓',
  ':!:': '❗',
};

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The source of an expression for smileys, which stand apart from words. */
export const SMILEY_PATTERN = `(?<![\\p{L}\\p{N}])(?:${Object.keys(SMILEYS).map(escaped).join('|')})(?![\\p{L}\\p{N}])`;

/** The same for other characters. */
export const ENTITY_PATTERN = Object.keys(ENTITIES).map(escaped).join('|');

/** The same for a size such as 640x480. */
export const TIMES_PATTERN = '(?<![\\p{L}\\p{N}])(?:[1-9]|\\d{2,9})[xX]\\d{1,9}(?![\\p{L}\\p{N}])';

/** What is shown for one of these; null for what is none. */
export function typographic(text: string): string | null {
  if (Object.hasOwn(SMILEYS, text)) return SMILEYS[text] ?? null;
  if (Object.hasOwn(ENTITIES, text)) return ENTITIES[text] ?? null;
  return /^\d+[xX]\d+$/.test(text) ? text.replace(/x/i, '×') : null;
}

/** Double quotes of a language, the opening and the closing one. */
export function quotesOf(language: string): readonly [string, string] {
  if (/^(de|cs|da|et|is|lt|sk|sl)\b/.test(language)) return ['„', '“'];
  return /^fr\b/.test(language) ? ['« ', ' »'] : ['“', '”'];
}

/** Marks that are written or left out at will: accents, vowel points of Hebrew and Arabic. Those of other scripts are letters. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g;
/** What is in a word without being seen: soft hyphens, joiners, marks of direction, the Arabic tatweel. */
const UNSEEN = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu;
/** Letters that Unicode takes for letters of their own and people take for others. */
const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
};
const APART = /[^\p{L}\p{M}\p{N}]+/gu;
/** In a text without these nothing is composed, left out or taken for another letter. */
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Runs of letters of scripts that put no space between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu;

/** UTF-16 units of a word that are told apart from others. */
const MOST_OF_WORD = 100;

/**
 * A text as it is searched: small letters without accents, in whatever way they were composed, with one space between words and nothing
 * else but letters and digits.
 */
export function searchFold(text: string): string {
  // Most of what is searched, and a quarter of the time.
  if (!BEYOND_ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z\d]+/g, ' ')
      .trim();
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(/[ßæœøđðłħıþς]/g, (letter) => ALIKE[letter] ?? letter)
    .replace(APART, ' ')
    .trim();
}

/** The words of a folded text by which it is found; of a run without spaces every two letters, and its last. */
export function searchTokens(folded: string): string[] {
  const words = folded.split(' ').filter(Boolean);
  if (!isUnspaced(folded)) return words.map((word) => word.slice(0, MOST_OF_WORD));
  return words.flatMap((word) => piecesOf(word).flatMap(tokensOf));
}

/** Whether a piece is of a script without spaces between words. */
export function isUnspaced(piece: string): boolean {
  UNSPACED.lastIndex = 0;
  return UNSPACED.test(piece);
}

/** A word taken apart where a script with spaces meets one without. */
export function piecesOf(word: string): string[] {
  return word.replace(UNSPACED, ' $& ').split(' ').filter(Boolean);
}

function tokensOf(piece: string): string[] {
  if (!isUnspaced(piece)) return [piece.slice(0, MOST_OF_WORD)];
  const letters = lettersOf(piece);
  return letters.map((letter, i) => letter + (letters[i + 1] ?? ''));
}

/** The letters of a piece, each with its marks: no word that PostgreSQL knows begins with a mark. */
export function lettersOf(piece: string): string[] {
  return piece.match(/.\p{M}*/gsu) ?? [];
}

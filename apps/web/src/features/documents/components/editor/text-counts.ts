/** How much a text is. */
export interface TextCounts {
  words: number;
  characters: number;
  /** Without white space. */
  letters: number;
}

/** Counts words as the language of the text has them, and characters as people see them. */
export function countsOf(text: string): TextCounts {
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)];
  const characters = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment !== '\n');
  return {
    words: words.filter(({ isWordLike }) => isWordLike).length,
    characters: characters.length,
    letters: characters.filter(({ segment }) => segment.trim() !== '').length,
  };
}

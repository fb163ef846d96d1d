import { searchFold } from '../fold.ts';

const LONGEST = 300;

/** The ending of a file of a page. */
const ENDING = /\.(?:md|markdown|txt|html?)$/i;

/**
 * What names of pages are compared by: as titles are in a search, and where nothing is left of one then, as it stands. What a page was called
 * where it came from is such a name, too: a path with the ending of its file, or an id with colons.
 */
export function nameKey(name: string): string {
  const whole = name.trim().replace(ENDING, '').normalize('NFC');
  return (searchFold(whole) || whole.toLowerCase()).slice(0, LONGEST);
}

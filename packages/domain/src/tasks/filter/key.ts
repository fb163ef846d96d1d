import { searchFold } from '../../fold.ts';

/** A text by which tasks are filtered: without case, accents and signs, or in small letters where it is nothing but signs. */
export function filterKey(text: string): string {
  return searchFold(text) || text.trim().toLowerCase();
}

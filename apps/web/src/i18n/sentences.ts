import type { Locale } from './locale.ts';
import german from './sentences.de.json';

const GERMAN: Record<string, string> = german;

/**
 * What the domain says in English, in the reader's language. The English sentence is the key, so that the API and the
 * command line speak without a table.
 */
export function sentence(locale: Locale, english: string): string {
  return locale === 'de' ? (GERMAN[english] ?? english) : english;
}

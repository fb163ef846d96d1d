/** A language that the server itself speaks. */
export type Language = 'en' | 'de';

/** The language in which somebody is answered, by what their program asks for (RFC 9110, 12.5.4). */
export function languageFor(header: string | undefined): Language {
  return /^\s*de\b/i.test(header ?? '') ? 'de' : 'en';
}

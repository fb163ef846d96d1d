/**
 * Languages whose words are found in all their forms: text search configurations that PostgreSQL ships («\dF», its manual's chapter 12).
 * `simple` takes words as they are written.
 */
export const SEARCH_LANGUAGES = [
  'simple',
  'arabic',
  'armenian',
  'basque',
  'catalan',
  'danish',
  'dutch',
  'english',
  'finnish',
  'french',
  'german',
  'greek',
  'hindi',
  'hungarian',
  'indonesian',
  'irish',
  'italian',
  'lithuanian',
  'nepali',
  'norwegian',
  'portuguese',
  'romanian',
  'russian',
  'serbian',
  'spanish',
  'swedish',
  'tamil',
  'turkish',
  'yiddish',
] as const;

/** One of {@link SEARCH_LANGUAGES}. */
export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

/** The tags (BCP 47) of {@link SEARCH_LANGUAGES}, by which browsers name them; null for `simple`. */
export const LANGUAGE_TAGS: Readonly<Record<SearchLanguage, string | null>> = {
  simple: null,
  arabic: 'ar',
  armenian: 'hy',
  basque: 'eu',
  catalan: 'ca',
  danish: 'da',
  dutch: 'nl',
  english: 'en',
  finnish: 'fi',
  french: 'fr',
  german: 'de',
  greek: 'el',
  hindi: 'hi',
  hungarian: 'hu',
  indonesian: 'id',
  irish: 'ga',
  italian: 'it',
  lithuanian: 'lt',
  nepali: 'ne',
  norwegian: 'no',
  portuguese: 'pt',
  romanian: 'ro',
  russian: 'ru',
  serbian: 'sr',
  spanish: 'es',
  swedish: 'sv',
  tamil: 'ta',
  turkish: 'tr',
  yiddish: 'yi',
};

/** The language of whoever uses a locale such as `de` or `pt-BR`; `simple` where PostgreSQL knows none. */
export function searchLanguageOf(locale: string): SearchLanguage {
  const tag = locale.split(/[-_]/)[0]?.toLowerCase();
  return SEARCH_LANGUAGES.find((language) => LANGUAGE_TAGS[language] === tag) ?? 'simple';
}

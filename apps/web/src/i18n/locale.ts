/** The languages of the interface; the first is spoken where none of a browser's own is. */
export const LOCALES = ['en', 'de'] as const;

/** One of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** The cookie that holds a person's choice. */
export const LOCALE_COOKIE = 'plenum-locale';

/** Whether a string names one of {@link LOCALES}. */
export function isLocale(value: string | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The language to answer in: what was chosen, else the browser's best (RFC 9110, 12.5.4), else English. */
export function chooseLocale(asked: { cookie: string | undefined; acceptLanguage: string | null }): Locale {
  if (isLocale(asked.cookie)) return asked.cookie;
  return preferences(asked.acceptLanguage ?? '').find(isLocale) ?? LOCALES[0];
}

/** Primary language subtags of an Accept-Language header, the most wanted first. */
function preferences(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}

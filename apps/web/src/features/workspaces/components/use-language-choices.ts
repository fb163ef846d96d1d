import { LANGUAGE_TAGS, SEARCH_LANGUAGES } from '@plenum/domain/workspaces/languages';
import { useLocale, useTranslations } from 'next-intl';

/** The languages that a search knows, by their names in the reader's language, in the order of these. */
export function useLanguageChoices(): { value: string; label: string }[] {
  const locale = useLocale();
  const t = useTranslations('workspaces.settings');
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const named = SEARCH_LANGUAGES.flatMap((value) => {
    const tag = LANGUAGE_TAGS[value];
    return tag === null ? [] : [{ value, label: names.of(tag) ?? tag }];
  });
  named.sort((a, b) => a.label.localeCompare(b.label, locale));
  return [{ value: 'simple', label: t('anyLanguage') }, ...named];
}

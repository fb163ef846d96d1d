import { useLocale, useTranslations } from 'next-intl';
import { LOCALES, type Locale } from '#i18n/locale.ts';
import { SegmentedControl } from '../segmented-control.tsx';
import { chooseLanguage } from './actions.ts';
import { PreferenceForm } from './preference-form.tsx';

/** Each language under its own name, so that it is found by who speaks no other. */
const NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' };

/** Chooses the language of the interface. */
export function LanguageForm() {
  const t = useTranslations('common.language');
  return (
    <PreferenceForm action={chooseLanguage}>
      <SegmentedControl
        name="locale"
        label={t('label')}
        chosen={useLocale()}
        options={LOCALES.map((value) => ({ value, label: NAMES[value], lang: value }))}
      />
    </PreferenceForm>
  );
}

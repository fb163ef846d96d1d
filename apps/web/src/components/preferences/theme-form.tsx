import { useTranslations } from 'next-intl';
import { SegmentedControl } from '../segmented-control.tsx';
import { chooseTheme } from './actions.ts';
import { PreferenceForm } from './preference-form.tsx';
import { THEMES, type Theme } from './theme.ts';

/** Chooses between light, dark and what the system says. */
export function ThemeForm({ theme }: { theme: Theme }) {
  const t = useTranslations('common.theme');
  return (
    <PreferenceForm action={chooseTheme}>
      <SegmentedControl
        name="theme"
        label={t('label')}
        chosen={theme}
        options={THEMES.map((value) => ({ value, label: t(value) }))}
      />
    </PreferenceForm>
  );
}

import { useTranslations } from 'next-intl';
import { TextField } from '#components/text-field.tsx';

/** A code of somebody's app, or one of their backup codes. */
export function CodeField({ error, appOnly = false }: { error: string | undefined; appOnly?: boolean }) {
  const t = useTranslations('accounts.code');
  return (
    <TextField
      name="code"
      label={t('label')}
      hint={appOnly ? t('appHint') : t('hint')}
      error={error}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      dir="ltr"
      required
      maxLength={40}
    />
  );
}

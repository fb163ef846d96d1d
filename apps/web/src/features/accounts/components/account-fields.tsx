import { useTranslations } from 'next-intl';
import { PasswordField } from '#components/password-field.tsx';
import { TextField } from '#components/text-field.tsx';
import type { Form } from '#components/use-form.ts';

/** What a new account needs; `form` gives back what was typed and what was wrong with it. */
export function AccountFields({ form }: { form: Pick<Form<unknown>, 'problem' | 'typed'> }) {
  const t = useTranslations('accounts.fields');
  const common = useTranslations('common');
  return (
    <>
      <TextField
        name="username"
        label={t('username')}
        hint={t('usernameHint')}
        error={form.problem('username')}
        defaultValue={form.typed('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      <TextField
        name="displayName"
        label={t('displayName')}
        aside={common('optional')}
        hint={t('displayNameHint')}
        error={form.problem('displayName')}
        defaultValue={form.typed('displayName')}
        autoComplete="name"
        maxLength={60}
      />
      <PasswordField
        name="password"
        label={t('password')}
        hint={t('passwordHint')}
        error={form.problem('password')}
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
      />
    </>
  );
}

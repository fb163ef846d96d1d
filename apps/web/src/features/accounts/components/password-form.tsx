'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changePassword } from '../actions.ts';
import { OwnPassword } from './own-password.tsx';

/** Changes the password; other browsers are signed out by that. `username` lets password managers know whose it is. */
export function PasswordForm({ username }: { username: string }) {
  const t = useTranslations('accounts.password');
  const fields = useTranslations('accounts.fields');
  const form = useForm(changePassword, { empties: true });
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('changed')}</FormSuccess>
      <OwnPassword form={form} username={username} label={t('current')} />
      <PasswordField
        name="newPassword"
        label={fields('newPassword')}
        hint={fields('passwordHint')}
        error={form.problem('newPassword')}
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
      />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

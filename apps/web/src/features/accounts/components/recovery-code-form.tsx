'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { renewRecoveryCode } from '../actions.ts';
import { RecoveryCode } from './recovery-code.tsx';

/** Makes a new recovery code, which puts the old one out of use, and shows it once. */
export function RecoveryCodeForm({ username }: { username: string }) {
  const t = useTranslations('accounts.recoveryCode');
  const form = useForm(renewRecoveryCode);
  if (form.state?.status === 'done') {
    return (
      <div className="flex flex-col gap-3">
        <p className="font-medium">{t('text')}</p>
        <RecoveryCode code={form.state.result.recoveryCode} takesFocus />
      </div>
    );
  }
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} />
      <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
      <div className="w-full">
        <PasswordField
          name="currentPassword"
          label={t('password')}
          error={form.problem('currentPassword')}
          autoComplete="current-password"
          required
          maxLength={200}
        />
      </div>
      <SubmitButton pending={form.pending}>{t('renew')}</SubmitButton>
    </form>
  );
}

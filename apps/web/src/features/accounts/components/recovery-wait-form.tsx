'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changeRecovery } from '../actions.ts';

/** Says whether a recovery code takes effect only after two days. */
export function RecoveryWaitForm({ username, waits }: { username: string; waits: boolean }) {
  const t = useTranslations('accounts.recoveryWait');
  const form = useForm(changeRecovery);
  return (
    <form {...form.props} aria-label={t('label')} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
      <Checkbox name="waits" label={t('label')} hint={t('hint')} defaultChecked={waits} />
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
      <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
    </form>
  );
}

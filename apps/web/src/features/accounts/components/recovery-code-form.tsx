'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { renewRecoveryCode } from '../actions.ts';
import { OwnProof } from './own-proof.tsx';
import { RecoveryCode } from './recovery-code.tsx';

/** Makes a new recovery code, which puts the old one out of use, and shows it once. */
export function RecoveryCodeForm({ username, asksForCode }: { username: string; asksForCode: boolean }) {
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
    <form {...form.props} aria-label={t('renew')} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} />
      <OwnProof form={form} username={username} label={t('password')} asksForCode={asksForCode} />
      <SubmitButton pending={form.pending}>{t('renew')}</SubmitButton>
    </form>
  );
}

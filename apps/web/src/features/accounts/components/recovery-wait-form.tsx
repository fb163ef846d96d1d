'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changeRecovery } from '../actions.ts';
import { OwnProof } from './own-proof.tsx';

/** Says whether a recovery code takes effect only after two days. */
export function RecoveryWaitForm({
  username,
  waits,
  asksForCode,
}: {
  username: string;
  waits: boolean;
  asksForCode: boolean;
}) {
  const t = useTranslations('accounts.recoveryWait');
  const form = useForm(changeRecovery);
  return (
    <form {...form.props} aria-label={t('label')} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <Checkbox name="waits" label={t('label')} hint={t('hint')} defaultChecked={waits} />
      <OwnProof form={form} username={username} label={t('password')} asksForCode={asksForCode} />
      <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
    </form>
  );
}

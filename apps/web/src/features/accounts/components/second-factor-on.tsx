'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { type Form, useForm } from '#components/use-form.ts';
import { renewBackupCodes } from '../actions.ts';
import { BackupCodes } from './backup-codes.tsx';
import { OwnProof } from './own-proof.tsx';

/** Renews the backup codes, or turns codes off; either asks for password and code. */
export function SecondFactorOn({
  username,
  codesLeft,
  newCodes,
  off,
}: {
  username: string;
  codesLeft: number;
  /** Those just made. */
  newCodes: readonly string[] | null;
  off: Form<unknown>;
}) {
  const t = useTranslations('accounts.secondFactor');
  const renew = useForm(renewBackupCodes, { empties: true });
  const codes = renew.state?.status === 'done' ? renew.state.result.backupCodes : newCodes;
  return (
    <div className="flex flex-col items-start gap-8">
      {codes ? <BackupCodes key={codes[0]} codes={codes} /> : <p>{t('isOn', { count: codesLeft })}</p>}
      <ProofForm form={renew} username={username} label={t('renewLabel')} submit={t('renew')} />
      <ProofForm form={off} username={username} label={t('turnOffLabel')} submit={t('turnOff')} />
    </div>
  );
}

function ProofForm({
  form,
  username,
  label,
  submit,
}: {
  form: Form<unknown>;
  username: string;
  label: string;
  submit: string;
}) {
  const t = useTranslations('accounts.secondFactor');
  return (
    <form {...form.props} aria-label={label} className="flex w-full flex-col items-start gap-4">
      <h3 className="font-medium">{label}</h3>
      <FormProblem state={form.state} />
      <OwnProof form={form} username={username} label={t('password')} asksForCode />
      <SubmitButton pending={form.pending}>{submit}</SubmitButton>
    </form>
  );
}

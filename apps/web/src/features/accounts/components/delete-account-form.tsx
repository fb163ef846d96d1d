'use client';

import { AUTHORSHIPS } from '@plenum/domain/accounts/schema';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { Notice } from '#components/notice.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { SIGN_OUT_PATH } from '#lib/paths.ts';
import { deleteAccount } from '../actions.ts';
import { OwnProof } from './own-proof.tsx';

/** Deletes the account, unless places keep it from being deleted. */
export function DeleteAccountForm({
  username,
  places,
  asksForCode,
}: {
  username: string;
  places: { name: string }[];
  asksForCode: boolean;
}) {
  const t = useTranslations('accounts.deletion');
  const format = useFormatter();
  const form = useForm(deleteAccount);
  if (form.state?.status === 'done') return <Deleted />;
  if (places.length > 0) {
    return <p>{t('stay', { names: format.list(places.map(({ name }) => name)) })}</p>;
  }
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <SelectField
        name="authorship"
        label={t('authorship')}
        defaultValue={form.typed('authorship') ?? 'kept'}
        choices={AUTHORSHIPS.map((value) => ({ value, label: t(`authorships.${value}`) }))}
      />
      <TextField
        name="typedName"
        label={t('typedName')}
        hint={t('typedNameHint', { username })}
        error={form.problem('typedName')}
        defaultValue={form.typed('typedName')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      <OwnProof form={form} username={username} label={t('password')} asksForCode={asksForCode} />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

/** Leaves the page as signing out does, with all that the browser keeps. */
function Deleted() {
  const t = useTranslations('accounts.deletion');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.submit(), []);
  return (
    <form ref={form} method="post" action={SIGN_OUT_PATH} className="flex flex-col items-start gap-4">
      <Notice tone="success">{t('done')}</Notice>
      <SubmitButton>{t('leave')}</SubmitButton>
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { Notice } from '#components/notice.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { recover } from '../actions.ts';
import { NewAccount } from './new-account.tsx';

/** Sets a new password by recovery code, which is replaced by a new one. */
export function RecoverForm({ signInHref }: { signInHref: string }) {
  const t = useTranslations('accounts.recover');
  const fields = useTranslations('accounts.fields');
  const form = useForm(recover);
  if (form.state?.status === 'done') {
    const { result } = form.state;
    if ('recoveryCode' in result) return <NewAccount account={result} />;
    return (
      <div className="flex flex-col gap-6">
        <Notice tone="success">
          {t.rich('waits', { time: () => <LocalTime at={result.waitsUntil} /> })}
        </Notice>
        <ButtonLink look="quiet" wide reload href={signInHref}>
          {t('back')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <TextField
        name="username"
        label={fields('username')}
        error={form.problem('username')}
        defaultValue={form.typed('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
      />
      <TextField
        name="recoveryCode"
        label={t('code')}
        hint={t('codeHint')}
        error={form.problem('recoveryCode')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
        maxLength={100}
      />
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
      <div className="flex flex-col gap-2">
        <SubmitButton look="primary" wide pending={form.pending}>
          {t('submit')}
        </SubmitButton>
        <ButtonLink look="quiet" wide reload href={signInHref}>
          {t('back')}
        </ButtonLink>
      </div>
    </form>
  );
}

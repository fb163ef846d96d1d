'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { signUp } from '../actions.ts';
import { AccountFields } from './account-fields.tsx';
import { NewAccount } from './new-account.tsx';

/** Makes an account without an invitation and shows its recovery code. `open` where anyone may. */
export function SignUpForm({ open, signInHref }: { open: boolean; signInHref: string }) {
  const t = useTranslations('accounts.signUp');
  const form = useForm(signUp);
  if (form.state?.status === 'done') return <NewAccount account={form.state.result} />;
  return (
    <div className="flex flex-col gap-6">
      {open && (
        <form {...form.props} className="flex flex-col gap-6">
          <FormProblem state={form.state} />
          <TimeZoneField />
          <AccountFields form={form} />
          <SubmitButton look="primary" wide pending={form.pending}>
            {t('submit')}
          </SubmitButton>
        </form>
      )}
      <ButtonLink look="quiet" wide reload href={signInHref}>
        {t('haveAccount')}
      </ButtonLink>
    </div>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { joinWithNewAccount } from '../actions.ts';
import { AccountFields } from './account-fields.tsx';
import { NewAccount } from './new-account.tsx';

/**
 * Makes an account by an invitation and shows its recovery code. Making it signs in, whereupon the page is drawn anew for
 * somebody signed in; so this stays mounted and shows `signedIn` itself for those who were so from the start.
 */
export function JoinForm({
  token,
  signInHref,
  signedIn,
}: {
  token: string;
  signInHref: string;
  /** What to show instead of the form to whoever is signed in. */
  signedIn: ReactNode | null;
}) {
  const t = useTranslations('accounts.join');
  const form = useForm(joinWithNewAccount);
  if (form.state?.status === 'done') return <NewAccount account={form.state.result} />;
  if (signedIn) return signedIn;
  return (
    <div className="flex flex-col gap-6">
      <form {...form.props} className="flex flex-col gap-6">
        <FormProblem state={form.state} />
        <input type="hidden" name="token" value={token} />
        <TimeZoneField />
        <AccountFields form={form} />
        <SubmitButton look="primary" wide pending={form.pending}>
          {t('submit')}
        </SubmitButton>
      </form>
      <ButtonLink look="quiet" wide reload href={signInHref}>
        {t('haveAccount')}
      </ButtonLink>
    </div>
  );
}

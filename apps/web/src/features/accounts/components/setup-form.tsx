'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { setUp } from '../actions.ts';
import { AccountFields } from './account-fields.tsx';
import { NewAccount } from './new-account.tsx';

/** Makes the instance's first account and workspace. `open` is false once somebody has done so. */
export function SetupForm({ open, signInHref }: { open: boolean; signInHref: string }) {
  const t = useTranslations('accounts.setup');
  const form = useForm(setUp);
  if (form.state?.status === 'done') return <NewAccount account={form.state.result} />;
  if (!open) {
    return (
      <div className="flex flex-col items-start gap-4">
        <p>{t('closed')}</p>
        <ButtonLink reload href={signInHref}>
          {t('signIn')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <TimeZoneField />
      <AccountFields form={form} />
      <hr className="border-line" />
      <TextField
        name="workspaceName"
        label={t('workspaceName')}
        hint={t('workspaceNameHint')}
        error={form.problem('workspaceName')}
        defaultValue={form.typed('workspaceName')}
        autoComplete="organization"
        required
        maxLength={80}
      />
      <SubmitButton look="primary" wide pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

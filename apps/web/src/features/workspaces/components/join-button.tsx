'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { join } from '../actions.ts';

/** Joins by an invitation, with the account that is signed in. */
export function JoinButton({ token, myName }: { token: string; myName: string }) {
  const t = useTranslations('workspaces.join');
  const form = useForm(join);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton look="primary" wide pending={form.pending}>
        {t('as', { name: myName })}
      </SubmitButton>
    </form>
  );
}

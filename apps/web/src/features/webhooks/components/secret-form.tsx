'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { renewSecret } from '../actions.ts';
import { ShownSecret } from './shown-secret.tsx';

/** Gives a webhook another secret, and shows it once. */
export function SecretForm({ webhookId }: { webhookId: string }) {
  const t = useTranslations('webhooks.secret');
  const form = useForm(renewSecret);
  if (form.state?.status === 'done') return <ShownSecret secret={form.state.result.secret} />;
  return (
    <form {...form.props}>
      <FormProblem state={form.state} />
      <input type="hidden" name="webhookId" value={webhookId} />
      <SubmitButton pending={form.pending}>{t('renew')}</SubmitButton>
    </form>
  );
}

'use client';

import type { WebhookCard } from '@plenum/domain/webhooks/types';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changeWebhook } from '../actions.ts';
import { WebhookFields } from './webhook-fields.tsx';

/** Changes where a webhook leads and what it is told of. */
export function ChangeWebhookForm({ webhook }: { webhook: Pick<WebhookCard, 'id' | 'url' | 'events'> }) {
  const t = useTranslations('webhooks');
  const form = useForm(changeWebhook);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="hidden" name="webhookId" value={webhook.id} />
      <WebhookFields form={form} webhook={webhook} />
      <div>
        <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}

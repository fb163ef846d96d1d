'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { webhookPath } from '#lib/workspace-paths.ts';
import { createWebhook } from '../actions.ts';
import { ShownSecret } from './shown-secret.tsx';
import { WebhookFields } from './webhook-fields.tsx';

/** Makes a webhook, says what leaves the workspace by it, and shows its secret once. */
export function NewWebhookForm({ workspaceId, slug }: { workspaceId: string; slug: string }) {
  const t = useTranslations('webhooks');
  const form = useForm(createWebhook);
  if (form.state?.status === 'done') {
    const { id, secret } = form.state.result;
    return (
      <ShownSecret secret={secret}>
        <div>
          <ButtonLink size="small" href={webhookPath(slug, id)}>
            {t('open')}
          </ButtonLink>
        </div>
      </ShownSecret>
    );
  }
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <p className="max-w-[60ch] rounded-base border border-line bg-sunken px-3.5 py-2.5">{t('leaves')}</p>
      <WebhookFields form={form} webhook={null} />
      <div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('make')}
        </SubmitButton>
      </div>
    </form>
  );
}

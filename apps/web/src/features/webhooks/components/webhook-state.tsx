'use client';

import type { WebhookCard } from '@plenum/domain/webhooks/types';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { Notice } from '#components/notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { deleteWebhook, sendTest, switchWebhook } from '../actions.ts';

/** Whether a webhook is told of anything, and what can be done about it. */
export function WebhookState({
  webhook: { id, state, failingSince },
}: {
  webhook: Pick<WebhookCard, 'id' | 'state' | 'failingSince'>;
}) {
  const t = useTranslations('webhooks');
  const switching = useForm(switchWebhook);
  const testing = useForm(sendTest);
  return (
    <div className="flex flex-col gap-4">
      {state === 'failed' && <Notice tone="problem">{t('notice.failed')}</Notice>}
      {state === 'off' && <p className="text-ink-soft">{t('notice.off')}</p>}
      {state === 'on' && failingSince && (
        <Notice tone="problem">
          {t.rich('notice.failing', { time: () => <LocalTime at={failingSince} /> })}
        </Notice>
      )}
      <FormProblem state={switching.state} />
      <FormProblem state={testing.state} />
      <div className="flex flex-wrap items-center gap-2">
        {state === 'on' && (
          <form {...testing.props}>
            <input type="hidden" name="webhookId" value={id} />
            <SubmitButton look="primary" pending={testing.pending}>
              {t('test')}
            </SubmitButton>
          </form>
        )}
        <form {...switching.props}>
          <input type="hidden" name="webhookId" value={id} />
          <input type="hidden" name="isOn" value={String(state !== 'on')} />
          <SubmitButton look={state === 'on' ? 'secondary' : 'primary'} pending={switching.pending}>
            {state === 'on' ? t('switchOff') : t('switchOn')}
          </SubmitButton>
        </form>
        <ConfirmForm
          action={deleteWebhook}
          fields={{ webhookId: id }}
          trigger={{ text: t('delete'), name: t('delete') }}
          question={t('deleteQuestion')}
          confirm={t('delete')}
        />
      </div>
    </div>
  );
}

'use client';

import type { InboxEntryId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { markRead } from '../actions.ts';

/** Takes an entry as seen, `about` a document; without one all that there are. */
export function MarkRead({ entryId, about }: { entryId?: InboxEntryId; about?: string }) {
  const t = useTranslations('inbox');
  const form = useForm(markRead);
  return (
    <form {...form.props}>
      <FormProblem state={form.state} unseen={['entryId']} />
      {entryId !== undefined && <input type="hidden" name="entryId" value={entryId} />}
      <SubmitButton size="small" look="quiet" pending={form.pending}>
        {entryId === undefined ? t('markAllRead') : t('markRead')}
        {about !== undefined && <span className="sr-only">{t('in', { title: about })}</span>}
      </SubmitButton>
    </form>
  );
}

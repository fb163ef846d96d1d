'use client';

import type { InboxEntryId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { markRead } from '../actions.ts';

/** Takes an entry as seen, `about` what it tells, or all: as of a moment, since what comes later nobody has seen. */
export function MarkRead({ until, entry }: { until: Date; entry?: { id: InboxEntryId; about: string } }) {
  const t = useTranslations('inbox');
  const form = useForm(markRead);
  return (
    <form {...form.props}>
      <FormProblem state={form.state} unseen={['entryId', 'until']} />
      <input type="hidden" name="until" value={until.toISOString()} />
      {entry && <input type="hidden" name="entryId" value={entry.id} />}
      <SubmitButton size="small" look="quiet" pending={form.pending}>
        {t(entry ? 'markRead' : 'markAllRead')}
        {entry && <span className="sr-only">: {entry.about}</span>}
      </SubmitButton>
    </form>
  );
}

'use client';

import type { TaskFeed } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { CopyField } from '#components/copy-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { endFeed, makeFeed, type NewFeed } from '../actions.ts';
import { FeedDays } from './feed-days.tsx';

/** Makes a secret address for calendar programs, shows it once, and takes it away. */
export function SubscribeForm({
  documentId,
  feed,
}: {
  /** The list; null for all tasks that somebody has. */
  documentId: string | null;
  /** The address that there is; null for none. */
  feed: TaskFeed | null;
}) {
  const t = useTranslations('tasks.calendar');
  const form = useForm(makeFeed);
  const about = documentId === null ? {} : { documentId };
  return (
    <div className="flex flex-col items-start gap-4">
      {feed && form.state?.status === 'done' && <NewAddresses feed={form.state.result} />}
      {feed && form.state?.status !== 'done' && (
        <p>
          {t('there')} <FeedDays feed={feed} />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <form {...form.props} className="flex flex-col gap-2">
          {documentId !== null && <input type="hidden" name="documentId" value={documentId} />}
          <FormProblem state={form.state} />
          <SubmitButton pending={form.pending}>{t(feed ? 'again' : 'make')}</SubmitButton>
        </form>
        {feed && (
          <ConfirmForm
            action={endFeed}
            fields={{ feedId: feed.id, ...about }}
            trigger={{ text: t('end'), name: t('end') }}
            question={t('endQuestion')}
            confirm={t('end')}
          />
        )}
      </div>
    </div>
  );
}

function NewAddresses({ feed }: { feed: NewFeed }) {
  const t = useTranslations('tasks.calendar');
  return (
    <div role="status" className="flex w-full max-w-xl flex-col gap-4">
      <p className="font-medium">{t('once')}</p>
      <div>
        <p className="mb-1 text-small">{t('asEvents')}</p>
        <CopyField value={feed.events} label={t('asEvents')} takesFocus />
      </div>
      <div>
        <p className="mb-1 text-small">{t('asTasks')}</p>
        <CopyField value={feed.tasks} label={t('asTasks')} />
      </div>
    </div>
  );
}

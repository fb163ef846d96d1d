'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/field.tsx';
import { TitledForm } from '#components/titled-form.tsx';
import { useForm } from '#components/use-form.ts';
import { dayWith } from '#i18n/day.ts';
import { makeAgain } from '../actions.ts';
import { dayDistance } from './days.ts';

const DAY = /^(19|2\d)\d\d-\d\d-\d\d$/;

/** Makes a new list of one, for another day, and says before what that does. */
export function AgainForm({
  documentId,
  title,
  list: { tasks, lastDay },
}: {
  documentId: string;
  title: string;
  list: { tasks: number; lastDay: string | null };
}) {
  const t = useTranslations('tasks.again');
  const locale = useLocale();
  const form = useForm(makeAgain);
  const [on, setOn] = useState(lastDay ?? '');
  const named = (day: string) =>
    dayWith(locale, day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const days = lastDay !== null && DAY.test(on) ? dayDistance(lastDay, on) : 0;
  return (
    <TitledForm
      form={form}
      documentId={documentId}
      title={title}
      words={{ name: t('name'), submit: t('submit') }}
    >
      {lastDay !== null && (
        <div className="w-full">
          <Field label={t('on')} hint={t('was', { day: named(lastDay) })} error={form.problem('on')}>
            {(wiring) => (
              <input
                {...wiring}
                type="date"
                name="on"
                min="1900-01-01"
                max="2999-12-31"
                required
                value={on}
                onChange={(event) => setOn(event.target.value)}
                className="h-10 w-full min-w-0 rounded-base border border-line-strong bg-raised px-2"
              />
            )}
          </Field>
        </div>
      )}
      <p aria-live="polite">
        {t('tasks', { count: tasks })}{' '}
        {days === 0
          ? lastDay !== null && t('stay')
          : t(days > 0 ? 'later' : 'earlier', { count: Math.abs(days) })}
      </p>
    </TitledForm>
  );
}

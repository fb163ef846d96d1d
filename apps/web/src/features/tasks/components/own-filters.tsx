'use client';

import type { SavedFilter } from '@plenum/domain/tasks/filter/schema';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { dropFilter, keepFilter } from '../actions.ts';

/** Keeps the filter that the page shows, where it shows one, and deletes those that are kept. */
export function OwnFilters({ typed, saved }: { typed: string; saved: readonly SavedFilter[] }) {
  const t = useTranslations('tasks.mine.filter');
  const isSaved = saved.some(({ filter }) => filter === typed);
  if (saved.length === 0 && typed === '') return null;
  return (
    <div className="mb-6 flex flex-col gap-2 text-small">
      {typed !== '' && !isSaved && (
        <details>
          <summary className="inline-block cursor-pointer py-1 text-ink-soft underline underline-offset-4">
            {t('save')}
          </summary>
          <KeepFilter key={typed} filter={typed} />
        </details>
      )}
      {saved.length > 0 && (
        <details>
          <summary className="inline-block cursor-pointer py-1 text-ink-soft underline underline-offset-4">
            {t('own')}
          </summary>
          <ul className="mt-2 flex flex-col">
            {saved.map(({ id, name, filter }) => (
              <li
                key={id}
                className="flex min-h-11 items-center justify-between gap-3 border-line border-b py-1"
              >
                <span className="min-w-0 break-words">
                  <bdi className="font-medium">{name}</bdi> <bdi className="text-ink-soft">{filter}</bdi>
                </span>
                <ConfirmForm
                  action={dropFilter}
                  fields={{ id }}
                  trigger={{ text: t('drop'), name: t('dropNamed', { name }) }}
                  question={t('dropSure')}
                  confirm={t('drop')}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function KeepFilter({ filter }: { filter: string }) {
  const t = useTranslations('tasks.mine.filter');
  const form = useForm(keepFilter);
  return (
    <form {...form.props} className="mt-2 flex flex-col gap-3">
      <FormProblem state={form.state} unseen={['filter']} />
      <input type="hidden" name="filter" value={filter} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-40">
          <TextField
            name="name"
            label={t('name')}
            maxLength={50}
            autoComplete="off"
            defaultValue={form.typed('name')}
            error={form.problem('name')}
          />
        </div>
        <SubmitButton pending={form.pending}>{t('keep')}</SubmitButton>
      </div>
    </form>
  );
}

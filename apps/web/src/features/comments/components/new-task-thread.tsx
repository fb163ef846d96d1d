'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { startThread } from '../actions.ts';
import { CommentField } from './comment-field.tsx';
import { type CommentPlace, PlaceFields } from './comment-place.tsx';

/** Begins a thread about a task of a list. */
export function NewTaskThread({
  place,
  task,
  onDone,
}: {
  place: CommentPlace;
  /** Its title is quoted. */
  task: { id: string; title: string };
  onDone: () => void;
}) {
  const t = useTranslations('comments');
  const form = useForm(startThread, { empties: true });
  useEffect(() => {
    if (form.state?.status === 'done') onDone();
  }, [form.state, onDone]);
  return (
    <form {...form.props} className="flex flex-col gap-2">
      <FormProblem state={form.state} />
      <PlaceFields place={place} />
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="quote" value={task.title} />
      <CommentField place={place} form={form} label={t('aboutTask')} />
      <div className="flex">
        <SubmitButton size="small" pending={form.pending}>
          {t('send')}
        </SubmitButton>
      </div>
    </form>
  );
}

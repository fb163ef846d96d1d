'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { startThread } from '../actions.ts';
import { CommentField } from './comment-field.tsx';
import { type CommentPlace, PlaceFields } from './comment-place.tsx';

/** Begins a thread about the whole document. */
export function NewDocumentThread({ place }: { place: CommentPlace }) {
  const t = useTranslations('comments');
  const form = useForm(startThread, { empties: true });
  return (
    <form {...form.props} className="flex flex-col gap-2">
      <FormProblem state={form.state} />
      <PlaceFields place={place} />
      <CommentField place={place} form={form} label={t('aboutDocument')} />
      <div className="flex">
        <SubmitButton size="small" pending={form.pending}>
          {t('send')}
        </SubmitButton>
      </div>
    </form>
  );
}

'use client';

import type { Anchor } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextArea } from '#components/text-area.tsx';
import { useForm } from '#components/use-form.ts';
import { startThread } from '../actions.ts';
import { type CommentPlace, PlaceFields } from './thread-view.tsx';

/** Begins a thread about what was selected. */
export function NewThread({
  place,
  draft: { from, to, quote },
  onDone,
  onCancel,
}: {
  place: CommentPlace;
  draft: Anchor & { quote: string };
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations('comments');
  const form = useForm(startThread);
  useEffect(() => {
    if (form.state?.status === 'done') onDone();
  }, [form.state, onDone]);
  return (
    <form {...form.props} className="flex flex-col gap-2">
      <FormProblem state={form.state} />
      <PlaceFields place={place} />
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="quote" value={quote} />
      <blockquote
        dir="auto"
        className="line-clamp-3 border-line-strong border-s-2 ps-2 text-ink-soft text-small"
      >
        {quote}
      </blockquote>
      <TextArea
        name="body"
        label={t('body')}
        error={form.problem('body')}
        defaultValue={form.typed('body')}
        autoFocus
        required
      />
      <div className="flex gap-2">
        <SubmitButton size="small" pending={form.pending}>
          {t('send')}
        </SubmitButton>
        <Button size="small" look="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

'use client';

import { type Anchor, MAX_REPLACEMENT } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextArea } from '#components/text-area.tsx';
import { useForm } from '#components/use-form.ts';
import { startThread } from '../actions.ts';
import { CommentField } from './comment-field.tsx';
import { type CommentPlace, PlaceFields } from './comment-place.tsx';

/** What was selected. */
export interface Draft extends Anchor {
  quote: string;
  /** Other words can be suggested for it. */
  canSuggest: boolean;
}

/** Begins a thread about what was selected, perhaps with other words for it. */
export function NewThread({
  place,
  draft: { from, to, quote, canSuggest },
  onDone,
  onCancel,
}: {
  place: CommentPlace;
  draft: Draft;
  onDone: () => void;
  onCancel: () => void;
}) {
  const t = useTranslations('comments');
  const form = useForm(startThread);
  const [suggesting, setSuggesting] = useState(false);
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
      {canSuggest && (
        <Checkbox
          name="suggests"
          label={t('suggest')}
          checked={suggesting}
          onChange={({ target }) => setSuggesting(target.checked)}
        />
      )}
      {suggesting && (
        <TextArea
          name="replacement"
          label={t('replacement')}
          hint={t('replacementHint')}
          error={form.problem('replacement')}
          defaultValue={form.typed('replacement') ?? quote}
          maxLength={MAX_REPLACEMENT}
        />
      )}
      <CommentField place={place} form={form} label={t('body')} autoFocus required={!suggesting} />
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

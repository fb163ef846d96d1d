'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeTags } from '../actions.ts';

/** Chooses a document's tags; `known` are some that others have. */
export function TagsForm({
  documentId,
  tags,
  known,
}: {
  documentId: DocumentId;
  tags: readonly string[];
  known: readonly string[];
}) {
  const t = useTranslations('wiki.tags');
  const form = useForm(changeTags);
  return (
    <form {...form.props} className="flex max-w-xl flex-col items-stretch gap-4">
      <FormProblem state={form.state} unseen={['documentId']} />
      <input type="hidden" name="documentId" value={documentId} />
      <TextField
        name="tags"
        label={t('field')}
        hint={t('hint')}
        error={form.problem('tags')}
        defaultValue={form.typed('tags') ?? tags.join(', ')}
        maxLength={3000}
        autoComplete="off"
        dir="auto"
      />
      {known.length > 0 && (
        <p className="break-words text-ink-soft text-small">
          {t('known')}{' '}
          {known.map((tag, i) => (
            <Fragment key={tag}>
              {i > 0 && ', '}
              <bdi>{tag}</bdi>
            </Fragment>
          ))}
        </p>
      )}
      <div>
        <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}

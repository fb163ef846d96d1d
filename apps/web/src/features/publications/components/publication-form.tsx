'use client';

import type { PublicCover } from '@plenum/domain/publications/schema';
import type { PublicationCard } from '@plenum/domain/publications/types';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { publish } from '../actions.ts';

/** Makes a document public, or changes how it is. */
export function PublicationForm({
  documentId,
  suggestion,
  covers,
  publication,
}: {
  documentId: string;
  /** For the address. */
  suggestion: string;
  /** What can be public with it. */
  covers: readonly PublicCover[];
  publication: Omit<PublicationCard, 'pages'> | null;
}) {
  const t = useTranslations('publications');
  const form = useForm(publish);
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="hidden" name="documentId" value={documentId} />
      <TextField
        name="slug"
        label={t('address')}
        hint={t('addressHint')}
        error={form.problem('slug')}
        defaultValue={form.typed('slug') ?? publication?.slug ?? suggestion}
        required
        maxLength={60}
        autoComplete="off"
      />
      <SelectField
        name="covers"
        label={t('covers')}
        defaultValue={form.typed('covers') ?? publication?.covers ?? 'document'}
        choices={covers.map((cover) => ({ value: cover, label: t(`cover.${cover}`) }))}
      />
      <Checkbox
        name="isIndexed"
        label={t('isIndexed')}
        hint={t('isIndexedHint')}
        defaultChecked={publication?.isIndexed ?? false}
      />
      <Checkbox
        name="hasFeed"
        label={t('hasFeed')}
        hint={t('hasFeedHint')}
        defaultChecked={publication?.hasFeed ?? false}
      />
      <div>
        <SubmitButton look={publication ? 'secondary' : 'primary'} pending={form.pending}>
          {t(publication ? 'save' : 'publish')}
        </SubmitButton>
      </div>
    </form>
  );
}

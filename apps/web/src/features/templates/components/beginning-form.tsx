'use client';

import type { BranchTemplate } from '@plenum/domain/documents/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { chooseBeginning } from '../actions.ts';

/** Says which of its templates new pages in a branch begin with. */
export function BeginningForm({
  documentId,
  templates,
}: {
  documentId: DocumentId;
  templates: BranchTemplate[];
}) {
  const t = useTranslations('documents.templates.branch');
  const form = useForm(chooseBeginning);
  return (
    <form {...form.props} className="flex max-w-md flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={['templateId']} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="w-full">
        <SelectField
          name="templateId"
          label={t('begin')}
          defaultValue={form.typed('templateId') ?? templates.find(({ begins }) => begins)?.id ?? ''}
          choices={[
            { value: '', label: t('asAbove') },
            ...templates.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      </div>
      <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
    </form>
  );
}

'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { saveAsTemplate } from '../actions.ts';

/** Keeps a document's text as a template. */
export function TemplateForm({
  documentId,
  title,
  places,
  branches,
}: {
  documentId: DocumentId;
  title: string;
  /** The workspaces for which it can be kept. */
  places: { id: WorkspaceId; name: string }[];
  /** The pages for whose branches it can be kept. */
  branches: { id: DocumentId; title: string }[];
}) {
  const t = useTranslations('documents.templates');
  const form = useForm(saveAsTemplate);
  return (
    <form {...form.props} className="flex max-w-md flex-col items-start gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="w-full">
        <TextField
          name="title"
          label={t('name')}
          error={form.problem('title')}
          defaultValue={form.typed('title') ?? title}
          maxLength={200}
          autoComplete="off"
          required
        />
      </div>
      <div className="w-full">
        <SelectField
          name="place"
          label={t('place')}
          defaultValue={form.typed('place')}
          choices={[
            { value: 'own', label: t('onlyMe') },
            ...places.map(({ id, name }) => ({ value: id, label: t('everybodyIn', { workspace: name }) })),
          ]}
        />
      </div>
      {branches.length > 0 && (
        <div className="w-full">
          <SelectField
            name="parentId"
            label={t('branch.choose')}
            hint={t('branch.chooseHint')}
            defaultValue={form.typed('parentId')}
            choices={[
              { value: '', label: t('branch.noBranch') },
              ...branches.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        </div>
      )}
      <SubmitButton look="primary" pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

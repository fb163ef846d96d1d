'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { SelectField } from '#components/select-field.tsx';
import { TitledForm } from '#components/titled-form.tsx';
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
    <TitledForm
      form={form}
      documentId={documentId}
      title={title}
      words={{ name: t('name'), submit: t('submit') }}
    >
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
    </TitledForm>
  );
}

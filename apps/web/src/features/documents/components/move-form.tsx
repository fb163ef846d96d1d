'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { moveDocument } from '../actions.ts';

/** Moves a document into another workspace of the person. */
export function MoveForm({
  documentId,
  targets,
}: {
  documentId: DocumentId;
  targets: { id: WorkspaceId; name: string }[];
}) {
  const t = useTranslations('documents.move');
  const form = useForm(moveDocument);
  return (
    <form {...form.props} className="flex max-w-md flex-col items-start gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="w-full">
        <SelectField
          name="workspaceId"
          label={t('workspace')}
          defaultValue={form.typed('workspaceId')}
          choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <SubmitButton look="primary" pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { archive } from '../actions.ts';

/** Puts a document into the archive, or takes it out. */
export function ArchiveForm({ documentId, isArchived }: { documentId: DocumentId; isArchived: boolean }) {
  const t = useTranslations('structure.archive');
  const form = useForm(archive);
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="isArchived" value={String(!isArchived)} />
      <SubmitButton look="primary" pending={form.pending}>
        {t(isArchived ? 'takeOut' : 'putIn')}
      </SubmitButton>
    </form>
  );
}

'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { mergeDocument } from '../actions.ts';

/** Puts a document's text into another one, where other people read it only if that is said to be known. */
export function MergeForm({
  documentId,
  into,
  changesReaders,
}: {
  documentId: DocumentId;
  into: DocumentId;
  changesReaders: boolean;
}) {
  const t = useTranslations('structure.merge');
  const form = useForm(mergeDocument);
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={['into']} />
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="into" value={into} />
      {changesReaders && <Checkbox name="mayChangeReaders" value="yes" label={t('know')} required />}
      <SubmitButton look="primary" pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { splitDocument } from '../actions.ts';

/** Makes the pages that a preview shows. */
export function SplitForm({
  documentId,
  level,
  blockId,
  count,
}: {
  documentId: DocumentId;
  level?: string | undefined;
  blockId?: string | undefined;
  /** Pages that are made. */
  count: number;
}) {
  const t = useTranslations('structure.split');
  const form = useForm(splitDocument);
  return (
    <form {...form.props} className="flex flex-col items-start gap-4">
      <FormProblem state={form.state} unseen={['level', 'blockId']} />
      <input type="hidden" name="documentId" value={documentId} />
      {level !== undefined && <input type="hidden" name="level" value={level} />}
      {blockId !== undefined && <input type="hidden" name="blockId" value={blockId} />}
      <SubmitButton look="primary" pending={form.pending}>
        {t('submit', { count })}
      </SubmitButton>
    </form>
  );
}

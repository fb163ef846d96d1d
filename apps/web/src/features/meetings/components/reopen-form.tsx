'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { openMinutesAgain } from '../actions.ts';

/** Opens closed minutes again. */
export function ReopenForm({
  documentId,
  size = 'small',
}: {
  documentId: string;
  size?: 'small' | 'medium';
}) {
  const t = useTranslations('meetings.closing');
  const form = useForm(openMinutesAgain);
  return (
    <form {...form.props} className="flex flex-col items-start gap-3">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <SubmitButton size={size} pending={form.pending}>
        {t('openAgain')}
      </SubmitButton>
    </form>
  );
}

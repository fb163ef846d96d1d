'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { LockNotice } from '#components/lock-notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { LocalTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { freezeDocument } from '../actions.ts';

/** Says that a document is closed for writing; whoever may organise it opens it again. */
export function FrozenNotice({
  documentId,
  frozenAt,
  canOrganise,
}: {
  documentId: string;
  frozenAt: Date;
  canOrganise: boolean;
}) {
  const t = useTranslations('documents.page.frozen');
  return (
    <LockNotice title={t('title')} actions={canOrganise && <OpenForm documentId={documentId} />}>
      {t('text')}{' '}
      <span className="text-ink-soft">{t.rich('since', { time: () => <LocalTime at={frozenAt} /> })}</span>
    </LockNotice>
  );
}

function OpenForm({ documentId }: { documentId: string }) {
  const t = useTranslations('documents.page.more');
  const form = useForm(freezeDocument);
  return (
    <form {...form.props} className="flex flex-col items-start gap-3">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <input type="hidden" name="isFrozen" value="false" />
      <SubmitButton size="small" pending={form.pending}>
        {t('unfreeze')}
      </SubmitButton>
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { unpublish, updatePublic } from '../actions.ts';

/** Makes what was shown the public version. */
export function UpdateForm({ documentId }: { documentId: string }) {
  const t = useTranslations('publications');
  const form = useForm(updatePublic);
  return (
    <form {...form.props} className="flex flex-col gap-3">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('update')}
        </SubmitButton>
      </div>
    </form>
  );
}

/** Makes it public no more, after asking. */
export function Unpublish({ documentId }: { documentId: string }) {
  const t = useTranslations('publications');
  return (
    <div className="-ms-3">
      <ConfirmForm
        action={unpublish}
        fields={{ documentId }}
        trigger={{ text: t('unpublish'), name: t('unpublish') }}
        question={t('unpublishQuestion')}
        confirm={t('unpublishConfirm')}
      />
    </div>
  );
}

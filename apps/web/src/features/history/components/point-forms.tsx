'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { nameVersion, returnTo } from '../actions.ts';

/** What can be done with a point of a document's past: name it, or bring its text back. */
export function PointForms({ documentId, seq }: { documentId: DocumentId; seq: number }) {
  const t = useTranslations('history');
  const form = useForm(nameVersion);
  return (
    <div className="flex flex-wrap items-end gap-4">
      <form {...form.props} className="flex min-w-0 flex-1 basis-72 flex-col gap-3">
        <FormProblem state={form.state} />
        <FormSuccess state={form.state}>{t('named')}</FormSuccess>
        <input type="hidden" name="documentId" value={documentId} />
        <input type="hidden" name="seq" value={seq} />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-48">
            <TextField
              name="name"
              label={t('name')}
              error={form.problem('name')}
              defaultValue={form.typed('name')}
              maxLength={80}
              autoComplete="off"
              required
            />
          </div>
          <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
        </div>
      </form>
      <ConfirmForm
        action={returnTo}
        fields={{ documentId, seq: String(seq) }}
        trigger={{ text: t('restore'), name: t('restoreName') }}
        question={t('restoreQuestion')}
        confirm={t('restoreConfirm')}
      />
    </div>
  );
}

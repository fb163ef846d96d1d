'use client';

import type { AttachmentCard } from '@plenum/domain/files/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { deleteFile } from '../actions.ts';

/** Deletes an attachment, after a question. */
export function DeleteFile({
  documentId,
  file: { id, name },
}: {
  documentId: DocumentId;
  file: Pick<AttachmentCard, 'id' | 'name'>;
}) {
  const t = useTranslations('files');
  return (
    <ConfirmForm
      action={deleteFile}
      fields={{ documentId, attachmentId: id }}
      trigger={{ text: t('delete'), name: t('deleteName', { name }) }}
      question={t('deleteQuestion')}
      confirm={t('deleteConfirm')}
    />
  );
}

'use client';

import type { AttachmentCard } from '@plenum/domain/files/types';
import type { DocumentId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { replaceFilePath } from '#lib/paths.ts';
import { DeleteFile } from './delete-file.tsx';
import { FileRow } from './file-row.tsx';

/** The attachments of a document. */
export function FileList({
  documentId,
  files,
  mayDelete,
}: {
  documentId: DocumentId;
  files: readonly AttachmentCard[];
  mayDelete: boolean;
}) {
  const t = useTranslations('files');
  return (
    <ul className="flex flex-col">
      {files.map((file) => (
        <FileRow key={file.id} documentId={documentId} file={file}>
          {mayDelete && (
            <>
              <ButtonLink
                look="quiet"
                size="small"
                href={replaceFilePath(documentId, file.id)}
                aria-label={t('replaceTitle', { name: file.name })}
              >
                {t('replace')}
              </ButtonLink>
              <DeleteFile documentId={documentId} file={file} />
            </>
          )}
        </FileRow>
      ))}
    </ul>
  );
}

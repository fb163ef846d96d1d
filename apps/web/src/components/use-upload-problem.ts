'use client';

import { useTranslations } from 'next-intl';
import { UploadError } from '#lib/files/send-request.ts';

/** Says in one sentence why a file was not taken, whatever `uploadFile` has thrown. */
export function useUploadProblem(): (error: unknown) => string {
  const t = useTranslations('files');
  return (error) => {
    if (!(error instanceof UploadError)) return t('failed.unreachable');
    return error.sentence ?? t(`failed.${error.end}`);
  };
}

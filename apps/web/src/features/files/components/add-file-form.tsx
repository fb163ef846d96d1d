'use client';

import type { AttachmentId, DocumentId } from '@plenum/domain/ids';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { CONTROL, Field } from '#components/field.tsx';
import { Notice } from '#components/notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { uploadPath } from '#lib/paths.ts';
import { fileSize } from './file-size.ts';

/** Why a file was not taken, as the address says it that a plain form leads back to. */
const PROBLEMS = ['too_large', 'conflict', 'invalid_input', 'too_many', 'unavailable', 'forbidden'] as const;

/** Adds a file, or puts one in the place of another: a form that the browser sends itself, since it also shows how far it has come. */
export function AddFileForm({
  documentId,
  most,
  problem,
  done,
  replaces,
}: {
  documentId: DocumentId;
  /** Bytes that it may have. */
  most: number;
  /** The code of what went wrong before. */
  problem: string | undefined;
  /** What was done before. */
  done: 'added' | 'replaced' | null;
  /** The attachment whose place it takes. */
  replaces?: AttachmentId | undefined;
}) {
  const t = useTranslations('files');
  const locale = useLocale();
  const [isSent, setSent] = useState(false);
  const known = PROBLEMS.find((code) => code === problem) ?? 'other';
  const reason = known === 'invalid_input' && replaces !== undefined ? 'noReplacement' : known;
  return (
    <form
      method="post"
      action={uploadPath(documentId, replaces)}
      encType="multipart/form-data"
      onSubmit={() => setSent(true)}
      className="flex max-w-[36rem] flex-col gap-4"
    >
      {problem !== undefined && <Notice tone="problem">{t(`problems.${reason}`)}</Notice>}
      {done && (
        <div role="status">
          <Notice tone="success">{t(done)}</Notice>
        </div>
      )}
      <Field label={t('choose')} hint={t('addHint', { size: fileSize(locale, most) })}>
        {(wiring) => (
          <input
            type="file"
            name="file"
            required
            {...wiring}
            className={`${CONTROL} p-2 file:me-3 file:rounded-base file:border file:border-line file:bg-raised file:px-3 file:py-1 file:font-medium`}
          />
        )}
      </Field>
      <div>
        <SubmitButton pending={isSent}>{t(replaces === undefined ? 'send' : 'replace')}</SubmitButton>
      </div>
    </form>
  );
}

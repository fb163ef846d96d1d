'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CONTROL, Field } from '#components/field.tsx';
import { Notice } from '#components/notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { importFilePath } from '#lib/paths.ts';

/** Why a file was not imported, as the address says it that the form leads back to. */
const PROBLEMS = ['too_large', 'invalid_input', 'too_many', 'conflict', 'unavailable'] as const;

/** Makes a document of a file: a form that the browser sends itself, since it also shows how far it has come. */
export function ImportForm({
  workspaceId,
  slug,
  accept,
  problem,
}: {
  workspaceId: WorkspaceId;
  slug: string;
  /** The endings of names that are taken. */
  accept: string;
  /** The code of what went wrong before. */
  problem: string | undefined;
}) {
  const t = useTranslations('formats.import');
  const [isSent, setSent] = useState(false);
  const reason = PROBLEMS.find((code) => code === problem) ?? 'other';
  return (
    <form
      method="post"
      action={`${importFilePath(workspaceId)}?${new URLSearchParams({ from: slug })}`}
      encType="multipart/form-data"
      onSubmit={() => setSent(true)}
      className="flex max-w-[36rem] flex-col gap-4"
    >
      {problem !== undefined && <Notice tone="problem">{t(`problems.${reason}`)}</Notice>}
      <Field label={t('file')} hint={t('hint')}>
        {(wiring) => (
          <input
            type="file"
            name="file"
            accept={accept}
            required
            {...wiring}
            className={`${CONTROL} p-2 file:me-3 file:rounded-base file:border file:border-line file:bg-raised file:px-3 file:py-1 file:font-medium`}
          />
        )}
      </Field>
      <div>
        <SubmitButton look="primary" pending={isSent}>
          {t('submit')}
        </SubmitButton>
      </div>
    </form>
  );
}

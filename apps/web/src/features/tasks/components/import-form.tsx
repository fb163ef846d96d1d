'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CONTROL, Field } from '#components/field.tsx';
import { Notice } from '#components/notice.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { importTasksFilePath } from '#lib/paths.ts';

/** Why a file was not imported, as the address says it that the form leads back to. */
const PROBLEMS = ['too_large', 'invalid_input', 'too_many'] as const;

/** Endings of names; a file is known by what is in it. */
const ACCEPT = '.csv,.ics,.json,.zip,.txt';

/** Makes lists of a file of tasks: a form that the browser sends itself, since it also shows how far it has come. */
export function ImportTasksForm({
  workspaceId,
  slug,
  zone,
  problem,
}: {
  workspaceId: WorkspaceId;
  slug: string;
  /** The zone of times that say none. */
  zone: string;
  /** The code of what went wrong before. */
  problem: string | undefined;
}) {
  const t = useTranslations('tasks.import');
  const [isSent, setSent] = useState(false);
  const reason = PROBLEMS.find((code) => code === problem) ?? 'other';
  return (
    <form
      method="post"
      action={importTasksFilePath(workspaceId, { from: slug, zone })}
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
            accept={ACCEPT}
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

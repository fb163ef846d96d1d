'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '#components/checkbox.tsx';
import { CONTROL, Field } from '#components/field.tsx';
import { Notice } from '#components/notice.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { sendTransferPath } from '#lib/paths.ts';

/** Why a file was not taken, as the address says it that the form leads back to. */
const PROBLEMS = ['too_large', 'invalid_input', 'too_many', 'not_found', 'forbidden', 'unavailable'] as const;

/** Sends a file to be moved in: a form that the browser sends itself, since it also shows how far it has come. */
export function SendForm({
  workspaceId,
  slug,
  pages,
  chosen,
  isAdmin,
  problem,
}: {
  workspaceId: WorkspaceId;
  slug: string;
  /** Pages below which it can come, the top first with no value. */
  pages: Choice[];
  chosen: string;
  isAdmin: boolean;
  /** The code of what went wrong before. */
  problem: string | undefined;
}) {
  const t = useTranslations('transfers.import');
  const [isSent, setSent] = useState(false);
  const reason = PROBLEMS.find((code) => code === problem) ?? 'other';
  return (
    <form
      method="post"
      action={`${sendTransferPath(workspaceId)}?${new URLSearchParams({ from: slug })}`}
      encType="multipart/form-data"
      onSubmit={() => setSent(true)}
      className="flex max-w-[36rem] flex-col gap-5"
    >
      {problem !== undefined && <Notice tone="problem">{t(`problems.${reason}`)}</Notice>}
      <SelectField name="documentId" label={t('where')} choices={pages} defaultValue={chosen} />
      <Checkbox name="isAgain" value="true" label={t('again')} hint={t('againHint')} />
      {/* Last, since what a form says after its file comes too late. */}
      <Field label={t('file')} hint={isAdmin ? t('hint') : t('hintOthers')}>
        {(wiring) => (
          <input
            type="file"
            name="file"
            accept=".zip"
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

'use client';

import type { TrashItem } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { RelativeTime } from '#components/time.tsx';
import { useForm } from '#components/use-form.ts';
import { deleteForGood, restoreDocument } from '../actions.ts';

/** Documents in the trash, each to be taken out, and by an admin to be deleted for good. */
export function TrashList({
  documents,
  workspaceId,
  mayDelete,
}: {
  documents: TrashItem[];
  workspaceId: WorkspaceId;
  mayDelete: boolean;
}) {
  const t = useTranslations('documents.trash');
  return (
    <ul className="flex flex-col">
      {documents.map(({ id, title, deletedAt }) => {
        const fields = { workspaceId, documentId: id };
        return (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line py-3.5 not-first:border-t"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p dir="auto" className="break-words font-medium text-left">
                {title}
              </p>
              <p className="text-ink-soft text-small">
                {t.rich('thrownAway', { time: () => <RelativeTime at={deletedAt} /> })}
              </p>
            </div>
            <div className="-ms-3 flex flex-wrap items-center gap-1">
              {mayDelete && (
                <ConfirmForm
                  action={deleteForGood}
                  fields={fields}
                  trigger={{ text: t('delete'), name: t('deleteName', { title }) }}
                  question={t('deleteQuestion', { title })}
                  confirm={t('deleteConfirm')}
                />
              )}
              <TakeOut fields={fields} label={t('restoreName', { title })} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function TakeOut({ fields, label }: { fields: Record<string, string>; label: string }) {
  const t = useTranslations('documents.trash');
  const form = useForm(restoreDocument);
  return (
    <form {...form.props} className="flex flex-wrap items-center gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormProblem state={form.state} />
      <SubmitButton size="small" pending={form.pending} aria-label={label}>
        {t('restore')}
      </SubmitButton>
    </form>
  );
}

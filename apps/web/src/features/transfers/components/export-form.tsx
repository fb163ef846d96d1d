'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { EXPORT_FORMS } from '@plenum/domain/transfers/forms';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { exportBranch } from '../actions.ts';

/** Has a workspace or a page with all below it go out, as one of several things. */
export function ExportForm({
  workspaceId,
  pages,
  chosen,
  makesPdf,
}: {
  workspaceId: WorkspaceId;
  /** Pages that can be chosen, the whole workspace first with no value. */
  pages: Choice[];
  chosen: string;
  makesPdf: boolean;
}) {
  const t = useTranslations('transfers.export');
  const form = useForm(exportBranch);
  return (
    <form {...form.props} className="flex max-w-[36rem] flex-col gap-5">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <SelectField
        name="documentId"
        label={t('what')}
        hint={t('whatHint')}
        choices={pages}
        defaultValue={form.typed('documentId') ?? chosen}
      />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-2 font-medium">{t('as')}</legend>
        {EXPORT_FORMS.map((name) => {
          const isMissing = name === 'pdf' && !makesPdf;
          return (
            <label key={name} className="flex items-start gap-3">
              <input
                type="radio"
                name="form"
                value={name}
                required
                disabled={isMissing}
                defaultChecked={(form.typed('form') ?? 'archive') === name}
                className="mt-1 size-4 shrink-0 accent-ink"
              />
              <span className="min-w-0">
                {t(`forms.${name}`)}
                <span className="block text-ink-soft text-small">
                  {isMissing ? t('noPdf') : t(`about.${name}`)}
                </span>
              </span>
            </label>
          );
        })}
      </fieldset>
      <div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('submit')}
        </SubmitButton>
      </div>
    </form>
  );
}

'use client';

import type { DocumentId } from '@plenum/domain/ids';
import { WATCHING, type Watching } from '@plenum/domain/inbox/kinds';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SegmentedControl } from '#components/segmented-control.tsx';
import { useForm } from '#components/use-form.ts';
import { watch } from '../actions.ts';

/** Says what one wants to hear of a document; with what lies below it where something may. */
export function WatchForm({
  documentId,
  watching,
  hasBranch,
}: {
  documentId: DocumentId;
  watching: Watching;
  hasBranch: boolean;
}) {
  const t = useTranslations('inbox.watch');
  const form = useForm(watch);
  const choices = WATCHING.filter((choice) => choice !== 'branch' || hasBranch || watching === 'branch');
  return (
    <form {...form.props} className="flex max-w-md flex-col gap-3">
      <FormProblem state={form.state} unseen={['documentId']} />
      <FormSuccess state={form.state} quiet>
        {t('saved')}
      </FormSuccess>
      <input type="hidden" name="documentId" value={documentId} />
      <SegmentedControl
        name="watching"
        label={t('label')}
        chosen={watching}
        options={choices.map((value) => ({ value, label: t(`choice.${value}`) }))}
      />
    </form>
  );
}

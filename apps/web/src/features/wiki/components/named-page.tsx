'use client';

import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { makeNamedPage } from '#features/documents/actions.ts';

/** Makes the page of a name, and opens it. */
export function NamedPage({
  workspaceId,
  name,
  from,
  below,
}: {
  workspaceId: WorkspaceId;
  name: string;
  /** The document whose text leads there. */
  from: DocumentId | null;
  /** The title of the page below which it comes; null for the top. */
  below: string | null;
}) {
  const t = useTranslations('wiki.named');
  const form = useForm(makeNamedPage);
  return (
    <form {...form.props} className="grid gap-4">
      <FormProblem state={form.state} unseen={['workspaceId', 'from']} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="from" value={from ?? ''} />
      <TextField
        name="title"
        label={t('field')}
        defaultValue={form.typed('title') ?? name}
        error={form.problem('title')}
        required
      />
      <p className="text-ink-soft wrap-anywhere">
        {below === null ? t('top') : t('below', { title: below })}
      </p>
      <div>
        <SubmitButton pending={form.pending}>
          <Plus aria-hidden size={18} />
          {t('make')}
        </SubmitButton>
      </div>
    </form>
  );
}

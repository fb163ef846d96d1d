'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { deleteWorkspace } from '../actions.ts';

/** Moves that a workspace is to be deleted, once its name was typed. */
export function DeleteWorkspaceForm({ workspaceId, name }: { workspaceId: string; name: string }) {
  const t = useTranslations('workspaces.delete');
  const form = useForm(deleteWorkspace);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="name" value={name} />
      <TextField
        name="typedName"
        label={t('typedName', { name })}
        error={form.problem('typedName')}
        autoComplete="off"
        required
      />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { createWorkspace } from '../actions.ts';

/** Makes a workspace and opens it. */
export function NewWorkspaceForm() {
  const t = useTranslations('workspaces.create');
  const form = useForm(createWorkspace);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        error={form.problem('name')}
        defaultValue={form.typed('name')}
        autoComplete="organization"
        required
        maxLength={80}
      />
      <div className="flex flex-col gap-2">
        <SubmitButton look="primary" wide pending={form.pending}>
          {t('submit')}
        </SubmitButton>
        <ButtonLink look="quiet" wide href="/">
          {t('cancel')}
        </ButtonLink>
      </div>
    </form>
  );
}

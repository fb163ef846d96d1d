'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { createGroup } from '../actions.ts';

/** Makes a group and opens it. */
export function NewGroupForm() {
  const t = useTranslations('groups.create');
  const form = useForm(createGroup);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <TextField
        name="name"
        label={t('name')}
        error={form.problem('name')}
        defaultValue={form.typed('name')}
        autoComplete="organization"
        required
        maxLength={80}
      />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

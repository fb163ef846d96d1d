'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FormSuccess } from '#components/form-success.tsx';
import { Problem } from '#components/problem.tsx';
import { type Choice, Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import type { FormAction } from '#components/surviving-action.ts';
import { useChanges } from '#components/use-changes.ts';
import { useForm } from '#components/use-form.ts';

/** Gives somebody another role: chosen in a list, and sent by a button, since arrow keys run through a list on the way. */
export function RoleForm({
  action,
  fields,
  name,
  role,
  choices,
}: {
  action: FormAction<undefined>;
  /** Whose role it is, as hidden fields. */
  fields: Record<string, string>;
  /** What they are called. */
  name: string;
  role: string;
  choices: Choice[];
}) {
  const t = useTranslations('workspaces.members');
  const form = useForm(action);
  const answers = useChanges(form.state);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    // A role that was refused is not the true one: the list goes back to what is true.
    if (form.state?.status === 'failed') setChosen(null);
    if (form.state?.status === 'done') setChosen((chosen) => (chosen === role ? null : chosen));
  }, [form.state, role]);
  const label = choices.find(({ value }) => value === role)?.label ?? role;
  return (
    <form {...form.props} className="flex min-w-0 flex-col gap-2">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <div className="flex items-center gap-1">
        <Select
          name="role"
          compact
          aria-label={t('roleOf', { name })}
          value={chosen ?? role}
          choices={choices}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <SubmitButton size="small" pending={form.pending} aria-label={t('changeRoleOf', { name })}>
          {t('changeRole')}
        </SubmitButton>
      </div>
      {form.state?.status === 'failed' && (
        <div className="max-w-64">
          <Problem key={answers} role="alert">
            {form.state.message}
          </Problem>
        </div>
      )}
      <FormSuccess state={form.state} quiet>
        {t('roleChanged', { name, role: label })}
      </FormSuccess>
    </form>
  );
}

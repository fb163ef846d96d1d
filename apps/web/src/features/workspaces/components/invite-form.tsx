'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { invite } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Makes an invitation link that can be used for one of the `lifetimes`, in days. */
export function InviteForm({
  workspaceId,
  lifetimes,
}: {
  workspaceId: string;
  lifetimes: readonly number[];
}) {
  const t = useTranslations('workspaces.invitations');
  const form = useForm(invite);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <div className="grid items-end gap-4 sm:grid-cols-[1fr_160px_auto]">
        <SelectField
          name="role"
          label={t('role')}
          error={form.problem('role')}
          defaultValue={form.typed('role') ?? 'editor'}
          choices={useRoleChoices('explained')}
        />
        <SelectField
          name="days"
          label={t('days')}
          error={form.problem('days')}
          defaultValue={form.typed('days') ?? '7'}
          choices={lifetimes.map((count) => ({
            value: String(count),
            label: t('dayCount', { count }),
          }))}
        />
        <SubmitButton look="primary" pending={form.pending}>
          {t('create')}
        </SubmitButton>
      </div>
    </form>
  );
}

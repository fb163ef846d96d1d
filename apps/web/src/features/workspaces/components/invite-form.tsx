'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { invite } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Makes an invitation link that can be used for one of the `lifetimes`, in days. */
export function InviteForm({
  workspaceId,
  lifetimes,
  newest,
  onMade,
}: {
  workspaceId: string;
  lifetimes: readonly number[];
  /** The id of the newest invitation there is. */
  newest: string | null;
  onMade: (invitationId: string) => void;
}) {
  const t = useTranslations('workspaces.invitations');
  const form = useForm(invite);
  const told = useRef({ state: form.state, newest });
  useEffect(() => {
    const isNews = form.state?.status === 'done' && form.state !== told.current.state;
    // The answer and the list that holds the new link may come one after the other.
    if (isNews && newest === told.current.newest) return;
    told.current = { state: form.state, newest };
    if (isNews && newest !== null) onMade(newest);
  }, [form.state, newest, onMade]);
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
      <FormSuccess state={form.state}>{t('created')}</FormSuccess>
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import type { InvitationTarget } from './invitations.tsx';
import { useRoleChoices } from './use-role-choices.ts';

/** How often a link can be used; the empty one is any number of times. */
const USES = ['', '1', '5', '20'] as const;

/** Makes an invitation link that can be used for one of the `lifetimes`, in days. */
export function InviteForm({
  target: { field, invites, invite },
  lifetimes,
  newest,
  onMade,
}: {
  target: InvitationTarget;
  lifetimes: readonly number[];
  /** The id of the newest invitation there is. */
  newest: string | null;
  onMade: (invitationId: string) => void;
}) {
  const t = useTranslations('workspaces.invitations');
  const form = useForm(invite);
  const roles = useRoleChoices('explained');
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
      <input type="hidden" name={field.name} value={field.value} />
      {invites === 'groups' && <input type="hidden" name="forGroups" value="true" />}
      <div className="flex flex-wrap items-end gap-4">
        {invites !== 'intoGroup' && (
          <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
            <SelectField
              name="role"
              label={t(invites === 'groups' ? 'groupRole' : 'role')}
              error={form.problem('role')}
              defaultValue={form.typed('role') ?? 'editor'}
              choices={roles}
            />
          </div>
        )}
        <div className="basis-32 max-sm:grow">
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
        </div>
        <div className="basis-36 max-sm:grow">
          <SelectField
            name="maxUses"
            label={t('uses')}
            error={form.problem('maxUses')}
            defaultValue={form.typed('maxUses') ?? ''}
            choices={USES.map((count) => ({
              value: count,
              label: count === '' ? t('anyUses') : t('useCount', { count: Number(count) }),
            }))}
          />
        </div>
        <SubmitButton look={invites === 'groups' ? 'secondary' : 'primary'} pending={form.pending}>
          {t(`create.${invites}`)}
        </SubmitButton>
      </div>
      <FormSuccess state={form.state}>{t(`created.${invites}`)}</FormSuccess>
    </form>
  );
}

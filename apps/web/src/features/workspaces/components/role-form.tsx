'use client';

import type { WorkspaceMember } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { FormSuccess } from '#components/form-success.tsx';
import { Problem } from '#components/problem.tsx';
import { Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useChanges } from '#components/use-changes.ts';
import { useForm } from '#components/use-form.ts';
import { changeRole } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Gives a member another role: chosen in a list, and sent by a button, since arrow keys run through a list on the way. */
export function RoleForm({ workspaceId, member }: { workspaceId: string; member: WorkspaceMember }) {
  const t = useTranslations('workspaces');
  const form = useForm(changeRole);
  const answers = useChanges(form.state);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    // A role that was refused is not the member's role: the list goes back to what is true.
    if (form.state?.status === 'failed') setChosen(null);
    if (form.state?.status === 'done') setChosen((role) => (role === member.role ? null : role));
  }, [form.state, member.role]);
  return (
    <form {...form.props} className="flex min-w-0 flex-col gap-2">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="personId" value={member.id} />
      <div className="flex items-center gap-1">
        <Select
          name="role"
          compact
          aria-label={t('members.roleOf', { name: member.displayName })}
          value={chosen ?? member.role}
          choices={useRoleChoices('name')}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <SubmitButton
          size="small"
          pending={form.pending}
          aria-label={t('members.changeRoleOf', { name: member.displayName })}
        >
          {t('members.changeRole')}
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
        {t('members.roleChanged', { name: member.displayName, role: t(`roles.${member.role}.name`) })}
      </FormSuccess>
    </form>
  );
}

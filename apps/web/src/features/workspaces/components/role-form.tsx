'use client';

import type { WorkspaceMember } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { Problem } from '#components/problem.tsx';
import { Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { changeRole } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Gives a member another role as soon as it is chosen; without scripting by a button. */
export function RoleForm({ workspaceId, member }: { workspaceId: string; member: WorkspaceMember }) {
  const t = useTranslations('workspaces.members');
  const form = useForm(changeRole);
  return (
    <form {...form.props} className="flex flex-col gap-2">
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <input type="hidden" name="personId" value={member.id} />
      <div className="flex items-center gap-2">
        <Select
          // A role that was refused is not the member's role: the list goes back to what is true.
          key={`${member.role} ${form.state?.status}`}
          name="role"
          compact
          aria-label={t('roleOf', { name: member.displayName })}
          defaultValue={member.role}
          choices={useRoleChoices('name')}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        />
        <span className="without-scripting">
          <SubmitButton size="small" pending={form.pending}>
            {t('changeRole')}
          </SubmitButton>
        </span>
      </div>
      {form.state?.status === 'failed' && (
        <div className="max-w-64">
          <Problem role="alert">{form.state.message}</Problem>
        </div>
      )}
    </form>
  );
}

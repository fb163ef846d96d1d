'use client';

import type { WorkspaceMember } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { Confirm } from '#components/confirm.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { leaveWorkspace, removeMember } from '../actions.ts';

/** Ends somebody else's membership, after asking. */
export function RemoveMember({ workspaceId, member }: { workspaceId: string; member: WorkspaceMember }) {
  const t = useTranslations('workspaces.members');
  const form = useForm(removeMember);
  const name = member.displayName;
  return (
    <Confirm
      trigger={{ text: t('remove'), name: t('removeName', { name }) }}
      question={t('removeQuestion', { name })}
    >
      <form {...form.props} className="flex flex-col gap-3">
        <input type="hidden" name="workspaceId" value={workspaceId} />
        <input type="hidden" name="personId" value={member.id} />
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {t('removeConfirm')}
        </SubmitButton>
      </form>
    </Confirm>
  );
}

/** Ends one's own membership, after asking. */
export function LeaveWorkspace({ workspaceId }: { workspaceId: string }) {
  const t = useTranslations('workspaces.members');
  const form = useForm(leaveWorkspace);
  return (
    <Confirm trigger={{ text: t('leave'), name: t('leaveName') }} question={t('leaveQuestion')}>
      <form {...form.props} className="flex flex-col gap-3">
        <input type="hidden" name="workspaceId" value={workspaceId} />
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {t('leaveConfirm')}
        </SubmitButton>
      </form>
    </Confirm>
  );
}

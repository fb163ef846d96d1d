'use client';

import type { WorkspaceCard, WorkspaceMember } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { PersonRow } from '#components/person-row.tsx';
import { changeRole, leaveWorkspace, removeMember } from '../actions.ts';
import { RoleForm } from './role-form.tsx';
import { useRoleChoices } from './use-role-choices.ts';

/** Who is in a workspace by themselves; its admins change roles and end memberships here, everybody can leave. */
export function MemberList({
  workspace: { id: workspaceId, role },
  members,
  myId,
}: {
  workspace: WorkspaceCard;
  members: WorkspaceMember[];
  myId: string;
}) {
  const t = useTranslations('workspaces');
  const roles = useRoleChoices('name');
  const mayManage = role === 'admin';
  return (
    <ul className="border-line border-t">
      {members.map((member) => {
        const [name, fields] = [member.displayName, { workspaceId, personId: member.id }];
        return (
          <PersonRow key={member.id} person={member} note={member.id === myId && t('members.you')}>
            {mayManage ? (
              <RoleForm action={changeRole} fields={fields} name={name} role={member.role} choices={roles} />
            ) : (
              <Badge>{t(`roles.${member.role}.name`)}</Badge>
            )}
            <span className="sm:w-24 sm:text-end">
              {member.id === myId && (
                <ConfirmForm
                  action={leaveWorkspace}
                  fields={{ workspaceId }}
                  trigger={{ text: t('members.leave'), name: t('members.leaveName') }}
                  question={t('members.leaveQuestion')}
                  confirm={t('members.leaveConfirm')}
                />
              )}
              {member.id !== myId && mayManage && (
                <ConfirmForm
                  action={removeMember}
                  fields={fields}
                  trigger={{ text: t('members.remove'), name: t('members.removeName', { name }) }}
                  question={t('members.removeQuestion', { name })}
                  confirm={t('members.removeConfirm')}
                />
              )}
            </span>
          </PersonRow>
        );
      })}
    </ul>
  );
}

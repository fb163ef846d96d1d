'use client';

import { GROUP_ROLES } from '@plenum/domain/access/roles';
import type { GroupCard, GroupMember } from '@plenum/domain/groups/types';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { PersonRow } from '#components/person-row.tsx';
import { RoleForm } from '#features/workspaces/components/role-form.tsx';
import { changeRole, leaveGroup, removeMember } from '../actions.ts';

/** Who is in a group; its admins change roles and remove people here, everybody can leave. */
export function GroupMembers({
  group: { id: groupId, role },
  members,
  myId,
}: {
  group: GroupCard;
  members: GroupMember[];
  myId: string;
}) {
  const t = useTranslations('groups');
  const mayManage = role === 'admin';
  const roles = GROUP_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }));
  return (
    <ul className="border-line border-t">
      {members.map((member) => {
        const [name, fields] = [member.displayName, { groupId, personId: member.id }];
        return (
          <PersonRow key={member.id} person={member} note={member.id === myId && t('members.you')}>
            {mayManage ? (
              <RoleForm action={changeRole} fields={fields} name={name} role={member.role} choices={roles} />
            ) : (
              <Badge>{t(`roles.${member.role}`)}</Badge>
            )}
            <span className="sm:w-24 sm:text-end">
              {member.id === myId && (
                <ConfirmForm
                  action={leaveGroup}
                  fields={{ groupId }}
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

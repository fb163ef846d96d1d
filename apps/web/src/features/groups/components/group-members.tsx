'use client';

import { GROUP_ROLES } from '@plenum/domain/access/roles';
import type { GroupCard, GroupMember } from '@plenum/domain/groups/types';
import { useTranslations } from 'next-intl';
import { MemberRow } from '#features/workspaces/components/member-row.tsx';
import { changeRole, leaveGroup, removeMember } from '../actions.ts';

const ACTIONS = { changeRole, remove: removeMember, leave: leaveGroup };

/** Who is in a group; its admins change roles and remove people here, everybody can leave. */
export function GroupMembers({
  group,
  members,
  myId,
}: {
  group: GroupCard;
  members: GroupMember[];
  myId: string;
}) {
  const t = useTranslations('groups.roles');
  const roles = GROUP_ROLES.map((value) => ({ value, label: t(value) }));
  return (
    <ul className="border-line border-t">
      {members.map((member) => (
        <MemberRow
          key={member.id}
          member={member}
          isMe={member.id === myId}
          mayManage={group.role === 'admin'}
          roles={roles}
          of="groups"
          place={{ groupId: group.id }}
          actions={ACTIONS}
        />
      ))}
    </ul>
  );
}

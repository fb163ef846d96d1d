'use client';

import type { WorkspaceCard, WorkspaceMember } from '@plenum/domain/workspaces/types';
import { changeRole, leaveWorkspace, removeMember } from '../actions.ts';
import { MemberRow } from './member-row.tsx';
import { useRoleChoices } from './use-role-choices.ts';

const ACTIONS = { changeRole, remove: removeMember, leave: leaveWorkspace };

/** Who is in a workspace by themselves; its admins change roles and end memberships here, everybody can leave. */
export function MemberList({
  workspace,
  members,
  myId,
}: {
  workspace: WorkspaceCard;
  members: WorkspaceMember[];
  myId: string;
}) {
  const roles = useRoleChoices('name');
  return (
    <ul className="border-line border-t">
      {members.map((member) => (
        <MemberRow
          key={member.id}
          member={member}
          isMe={member.id === myId}
          mayManage={workspace.role === 'admin'}
          roles={roles}
          of="workspaces"
          place={{ workspaceId: workspace.id }}
          actions={ACTIONS}
        />
      ))}
    </ul>
  );
}

import type { WorkspaceCard, WorkspaceMember } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/avatar.tsx';
import { Badge } from '#components/badge.tsx';
import { LeaveWorkspace, RemoveMember } from './end-membership.tsx';
import { RoleForm } from './role-form.tsx';

/** Who is in a workspace; its admins change roles and end memberships here, everybody can leave. */
export function MemberList({
  workspace,
  members,
  myId,
}: {
  workspace: WorkspaceCard;
  members: WorkspaceMember[];
  myId: string;
}) {
  const t = useTranslations('workspaces');
  const mayManage = workspace.role === 'admin';
  return (
    <ul className="border-line border-t">
      {members.map((member) => (
        <li
          key={member.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-3 max-sm:grid max-sm:grid-cols-[auto_1fr]"
        >
          <Avatar person={{ name: member.displayName, colour: member.colour }} />
          <div className="min-w-0 flex-1 basis-40">
            <p className="flex min-w-0 items-center gap-2">
              <span dir="auto" className="min-w-0 truncate font-medium">
                {member.displayName}
              </span>
              {member.id === myId && (
                <span className="shrink-0 text-ink-soft text-small">{t('members.you')}</span>
              )}
            </p>
            <p dir="auto" className="truncate text-ink-soft text-small text-left">
              {member.username}
            </p>
          </div>
          <div className="flex items-center gap-1 max-sm:col-start-2">
            {mayManage ? (
              <RoleForm workspaceId={workspace.id} member={member} />
            ) : (
              <Badge>{t(`roles.${member.role}.name`)}</Badge>
            )}
            <span className="sm:w-24 sm:text-end">
              {member.id === myId && <LeaveWorkspace workspaceId={workspace.id} />}
              {member.id !== myId && mayManage && <RemoveMember workspaceId={workspace.id} member={member} />}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

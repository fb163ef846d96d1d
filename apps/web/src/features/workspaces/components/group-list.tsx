'use client';

import type { ParticipationCard, WorkspaceCard } from '@plenum/domain/workspaces/types';
import { UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { ButtonLink } from '#components/button.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { groupPath } from '#lib/paths.ts';
import { changeGroupRole, expelGroup } from '../actions.ts';
import { RoleForm } from './role-form.tsx';
import { useRoleChoices } from './use-role-choices.ts';

/** The groups in a workspace: how many act for each, who they are where the group shows it, and what can be done. */
export function GroupList({
  workspace: { id: workspaceId, role },
  groups,
}: {
  workspace: WorkspaceCard;
  groups: ParticipationCard[];
}) {
  const t = useTranslations('workspaces');
  const roles = useRoleChoices('name');
  const mayManage = role === 'admin';
  return (
    <ul className="border-line border-t">
      {groups.map((group) => {
        const [name, fields] = [group.name, { workspaceId, groupId: group.groupId }];
        return (
          <li
            key={group.groupId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-3 max-sm:grid max-sm:grid-cols-[auto_1fr]"
          >
            <span className="grid size-8 shrink-0 place-items-center rounded-base border border-line bg-sunken text-ink-soft">
              <UsersRound aria-hidden size={17} />
            </span>
            <div className="min-w-0 flex-1 basis-40">
              <p dir="auto" className="truncate font-medium">
                {name}
              </p>
              <p className="text-ink-soft text-small">
                {t(`groups.${group.representation}`, { count: group.people })}
                {group.members === null && <> · {t('groups.hidden')}</>}
              </p>
              {group.members !== null && group.members.length > 0 && (
                <p dir="auto" className="wrap-anywhere text-ink-soft text-small">
                  {group.members.map(({ displayName }) => displayName).join(', ')}
                </p>
              )}
            </div>
            <div className="flex flex-wrap items-center gap-1 max-sm:col-start-2">
              {mayManage ? (
                <RoleForm
                  action={changeGroupRole}
                  fields={fields}
                  name={name}
                  role={group.role}
                  choices={roles}
                />
              ) : (
                <Badge>{t(`roles.${group.role}.name`)}</Badge>
              )}
              <span className="flex sm:w-24 sm:justify-end">
                {group.ownRole !== null && (
                  <ButtonLink look="quiet" size="small" href={groupPath(group.groupId)}>
                    {t('groups.open')}
                  </ButtonLink>
                )}
                {group.ownRole === null && mayManage && (
                  <ConfirmForm
                    action={expelGroup}
                    fields={fields}
                    trigger={{ text: t('groups.expel'), name: t('groups.expelName', { name }) }}
                    question={t('groups.expelQuestion', { name })}
                    confirm={t('groups.expelConfirm')}
                  />
                )}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

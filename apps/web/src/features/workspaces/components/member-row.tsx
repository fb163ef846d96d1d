'use client';

import type { PersonCard } from '@plenum/domain/accounts/types';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { PersonRow } from '#components/person-row.tsx';
import type { Choice } from '#components/select-field.tsx';
import type { FormAction } from '#components/surviving-action.ts';
import { RoleForm } from './role-form.tsx';

/** What can be done with a place in a workspace or a group. */
export interface MemberActions {
  changeRole: FormAction<undefined>;
  remove: FormAction<undefined>;
  leave: FormAction<undefined>;
}

/** One who is in a workspace or a group: an admin changes their role or removes them, they themselves can leave. */
export function MemberRow({
  member,
  isMe,
  mayManage,
  roles,
  of,
  place,
  actions,
}: {
  member: PersonCard & { role: string };
  isMe: boolean;
  mayManage: boolean;
  roles: Choice[];
  /** Whose messages say it. */
  of: 'groups' | 'workspaces';
  /** The workspace or the group, as a hidden field. */
  place: Record<string, string>;
  actions: MemberActions;
}) {
  const t = useTranslations(`${of}.members`);
  const name = member.displayName;
  const fields = { ...place, personId: member.id };
  return (
    <PersonRow person={member} note={isMe && t('you')}>
      {mayManage ? (
        <RoleForm
          action={actions.changeRole}
          fields={fields}
          name={name}
          role={member.role}
          choices={roles}
        />
      ) : (
        <Badge>{roles.find(({ value }) => value === member.role)?.label}</Badge>
      )}
      <span className="sm:w-24 sm:text-end">
        {isMe && (
          <ConfirmForm
            action={actions.leave}
            fields={place}
            trigger={{ text: t('leave'), name: t('leaveName') }}
            question={t('leaveQuestion')}
            confirm={t('leaveConfirm')}
          />
        )}
        {!isMe && mayManage && (
          <ConfirmForm
            action={actions.remove}
            fields={fields}
            trigger={{ text: t('remove'), name: t('removeName', { name }) }}
            question={t('removeQuestion', { name })}
            confirm={t('removeConfirm')}
          />
        )}
      </span>
    </PersonRow>
  );
}

'use client';

import { ROLES } from '@plenum/domain/access/roles';
import type { AccessReason, GroupWithAccess, PersonWithAccess } from '@plenum/domain/documents/types';
import { UsersRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Avatar } from '#components/avatar.tsx';
import { Badge } from '#components/badge.tsx';
import { ButtonLink } from '#components/button.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { RoleForm } from '#features/workspaces/components/role-form.tsx';
import { viewAsPath } from '#lib/paths.ts';
import { nameInRules, strikeFromRules } from '../../actions.ts';

/** Each person and group that can see a document, with the reason; those who may change the rules do it here. */
export function AccessList({
  documentId,
  workspaceName,
  people,
  groups,
  canChange,
  canViewAs,
}: {
  documentId: string;
  workspaceName: string;
  people: PersonWithAccess[];
  groups: GroupWithAccess[];
  canChange: boolean;
  canViewAs: boolean;
}) {
  const t = useTranslations('documents.access');
  const why = ({ through, rule }: AccessReason) => {
    if (rule) return through ? t('why.ruleGroup', { group: through.name }) : t('why.rule');
    return through
      ? t('why.group', { group: through.name, workspace: workspaceName })
      : t('why.workspace', { workspace: workspaceName });
  };
  return (
    <ul className="border-line border-t">
      {groups.map((group) => (
        <Row
          key={group.id}
          subject={{ kind: 'group', id: group.id, name: group.name }}
          mark={
            <span className="grid size-8 shrink-0 place-items-center rounded-base border border-line bg-sunken text-ink-soft">
              <UsersRound aria-hidden size={17} />
            </span>
          }
          reason={group.reason}
          why={`${t('count', { count: group.people })} · ${why(group.reason)}`}
          {...{ documentId, canChange, canViewAs }}
        />
      ))}
      {people.map((person) => (
        <Row
          key={person.id}
          subject={{ kind: 'person', id: person.id, name: person.displayName }}
          mark={<Avatar person={{ name: person.displayName, colour: person.colour }} />}
          reason={person.reason}
          why={why(person.reason)}
          {...{ documentId, canChange: canChange && !person.reason.through, canViewAs }}
        />
      ))}
    </ul>
  );
}

function Row({
  documentId,
  subject: { kind, id, name },
  mark,
  reason: { role },
  why,
  canChange,
  canViewAs,
}: {
  documentId: string;
  subject: { kind: 'person' | 'group'; id: string; name: string };
  mark: ReactNode;
  reason: AccessReason;
  why: string;
  canChange: boolean;
  canViewAs: boolean;
}) {
  const t = useTranslations('documents.access');
  const roles = useTranslations('workspaces.roles');
  const fields = { documentId, subject: `${kind} ${id}` };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-3 max-sm:grid max-sm:grid-cols-[auto_1fr]">
      {mark}
      <div className="min-w-0 flex-1 basis-40">
        <p dir="auto" className="truncate font-medium text-left">
          {name}
        </p>
        <p dir="auto" className="wrap-anywhere text-ink-soft text-small text-left">
          {why}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1 max-sm:col-start-2">
        {canChange ? (
          <>
            <RoleForm
              action={nameInRules}
              fields={fields}
              name={name}
              role={role}
              choices={ROLES.map((value) => ({ value, label: roles(`${value}.name`) }))}
            />
            <ConfirmForm
              action={strikeFromRules}
              fields={fields}
              trigger={{ text: t('strike'), name: t('strikeName', { name }) }}
              question={t('strikeQuestion', { name })}
              confirm={t('strike')}
            />
          </>
        ) : (
          <Badge>{roles(`${role}.name`)}</Badge>
        )}
        {canViewAs && (
          <ButtonLink look="quiet" size="small" href={viewAsPath(documentId, { kind, subjectId: id })}>
            {t('viewAs')}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

'use client';

import type { GroupCard, GroupMember, GroupPlace } from '@plenum/domain/groups/types';
import { REPRESENTATIONS } from '@plenum/domain/workspaces/schema';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/badge.tsx';
import { ButtonLink } from '#components/button.tsx';
import { Checkbox } from '#components/checkbox.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { groupExportPath, workspacePath } from '#lib/paths.ts';
import { leaveWorkspaceAsGroup, represent } from '../actions.ts';

/** The workspaces that a group is in; its admins choose who acts for it there, and have it leave. */
export function GroupPlaces({
  group,
  places,
  members,
  targets,
}: {
  group: GroupCard;
  places: GroupPlace[];
  /** Who can be chosen. */
  members: GroupMember[];
  /** The workspaces to which what the group brought can be taken. */
  targets: Choice[];
}) {
  return (
    <ul className="border-line border-t">
      {places.map((place) => (
        <li key={place.workspaceId} className="flex flex-col gap-3 border-line border-b py-4">
          <Place group={group} place={place} members={members} targets={targets} />
        </li>
      ))}
    </ul>
  );
}

function Place({
  group: { id: groupId, name: groupName, role },
  place,
  members,
  targets,
}: {
  group: GroupCard;
  place: GroupPlace;
  members: GroupMember[];
  targets: Choice[];
}) {
  const t = useTranslations('groups.places');
  const roles = useTranslations('workspaces.roles');
  const { workspaceId, name, slug, delegates, representation } = place;
  const others = targets.filter(({ value }) => value !== workspaceId);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Link
          href={workspacePath(slug)}
          prefetch={false}
          dir="auto"
          className="min-w-0 flex-1 basis-40 truncate font-medium underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <Badge>{roles(`${place.role}.name`)}</Badge>
        <ButtonLink look="quiet" size="small" reload href={groupExportPath(groupId, workspaceId)}>
          {t('export')}
        </ButtonLink>
        {role === 'admin' && (
          <ConfirmForm
            action={leaveWorkspaceAsGroup}
            fields={{ groupId, workspaceId, ...(others.length === 0 && { targetId: '' }) }}
            trigger={{ text: t('leave'), name: t('leaveName', { name }) }}
            question={t('leaveQuestion', { group: groupName, name })}
            confirm={t('leaveConfirm')}
          >
            {others.length > 0 && (
              <SelectField
                name="targetId"
                label={t('brought')}
                hint={t('broughtHint')}
                choices={[
                  { value: '', label: t('stays') },
                  ...others.map(({ value, label }) => ({ value, label: t('goes', { name: label }) })),
                ]}
              />
            )}
          </ConfirmForm>
        )}
      </div>
      {role === 'admin' ? (
        <Representation groupId={groupId} place={place} members={members} />
      ) : (
        <p className="text-ink-soft text-small">
          {representation === 'everybody'
            ? t('everybody')
            : t('delegatesAre', { names: delegates.map(({ displayName }) => displayName).join(', ') || '–' })}
        </p>
      )}
    </>
  );
}

/** Who acts for a group in a workspace. */
function Representation({
  groupId,
  place: { workspaceId, name, representation, delegates },
  members,
}: {
  groupId: string;
  place: GroupPlace;
  members: GroupMember[];
}) {
  const t = useTranslations('groups.places');
  const form = useForm(represent);
  return (
    <details>
      <summary className="w-fit rounded-small text-ink-soft hover:text-ink">
        {representation === 'everybody' ? t('everybody') : t('delegates', { count: delegates.length })}
      </summary>
      <form {...form.props} className="mt-3 flex flex-col gap-4">
        <FormProblem state={form.state} />
        <input type="hidden" name="groupId" value={groupId} />
        <input type="hidden" name="workspaceId" value={workspaceId} />
        <SelectField
          name="representation"
          label={t('who', { name })}
          defaultValue={representation}
          choices={REPRESENTATIONS.map((value) => ({ value, label: t(`choices.${value}`) }))}
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{t('chosen')}</legend>
          {members.map((member) => (
            <Checkbox
              key={member.id}
              name={`delegate-${member.id}`}
              label={member.displayName}
              defaultChecked={delegates.some(({ id }) => id === member.id)}
            />
          ))}
        </fieldset>
        <div>
          <SubmitButton size="small" pending={form.pending}>
            {t('choose')}
          </SubmitButton>
        </div>
        <FormSuccess state={form.state} quiet>
          {t('saved')}
        </FormSuccess>
      </form>
    </details>
  );
}

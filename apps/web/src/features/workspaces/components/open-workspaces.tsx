'use client';

import type { OpenWorkspace } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { ask, comeIn, withdraw } from '../actions.ts';

/** Workspaces that one can come into, or ask to be let into, alone or with a group that one runs. */
export function OpenWorkspaces({ workspaces, groups }: { workspaces: OpenWorkspace[]; groups: Choice[] }) {
  const t = useTranslations('workspaces.find');
  return (
    <ul className="border-line border-t">
      {workspaces.map((workspace) => (
        <li
          key={workspace.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p dir="auto" className="truncate font-medium">
              {workspace.name}
            </p>
            <p className="text-ink-soft text-small">
              {t(workspace.isAskedFor ? 'asked' : workspace.joining)}
            </p>
          </div>
          <div className="flex flex-wrap gap-1">
            {workspace.joining === 'open' && <ComeIn workspace={workspace} />}
            {workspace.isAskedFor ? (
              <ConfirmForm
                action={withdraw}
                fields={{ workspaceId: workspace.id }}
                trigger={{ text: t('withdraw'), name: t('withdrawName', { name: workspace.name }) }}
                question={t('withdrawQuestion')}
                confirm={t('withdraw')}
              />
            ) : (
              (workspace.joining === 'requests' || groups.length > 0) && (
                <Ask workspace={workspace} groups={groups} />
              )
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function ComeIn({ workspace: { id, name } }: { workspace: OpenWorkspace }) {
  const t = useTranslations('workspaces.find');
  const form = useForm(comeIn);
  return (
    <form {...form.props}>
      <input type="hidden" name="workspaceId" value={id} />
      <FormProblem state={form.state} />
      <SubmitButton size="small" pending={form.pending} aria-label={t('comeInName', { name })}>
        {t('comeIn')}
      </SubmitButton>
    </form>
  );
}

function Ask({ workspace: { id, name, joining }, groups }: { workspace: OpenWorkspace; groups: Choice[] }) {
  const t = useTranslations('workspaces.find');
  // Into an open workspace people come by themselves; only a group has to ask.
  const forWhom = [...(joining === 'requests' ? [{ value: '', label: t('myself') }] : []), ...groups];
  return (
    <ConfirmForm
      action={ask}
      fields={{ workspaceId: id, ...(groups.length === 0 && { groupId: '' }) }}
      trigger={{
        text: t(joining === 'open' ? 'askAsGroup' : 'ask'),
        name: t(joining === 'open' ? 'askAsGroupName' : 'askName', { name }),
      }}
      question={t('askQuestion', { name })}
      confirm={t('send')}
    >
      {groups.length > 0 && <SelectField name="groupId" label={t('forWhom')} choices={forWhom} />}
      <TextField name="message" label={t('message')} maxLength={500} autoComplete="off" />
    </ConfirmForm>
  );
}

'use client';

import type { JoinRequestCard } from '@plenum/domain/workspaces/types';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { PersonRow } from '#components/person-row.tsx';
import { Select } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { answerRequest } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Who asks to be let in, for themselves or for a group: let in with a role, or not. */
export function JoinRequests({
  workspaceId,
  requests,
}: {
  workspaceId: string;
  requests: JoinRequestCard[];
}) {
  return (
    <ul className="border-line border-t">
      {requests.map((request) => (
        <Request key={request.id} workspaceId={workspaceId} request={request} />
      ))}
    </ul>
  );
}

function Request({ workspaceId, request }: { workspaceId: string; request: JoinRequestCard }) {
  const t = useTranslations('workspaces.requests');
  const form = useForm(answerRequest);
  const roles = useRoleChoices('name');
  const { person, group, message } = request;
  const name = group?.name ?? person.displayName;
  return (
    <PersonRow person={person} note={group && t('forGroup', { name: group.name })}>
      <form {...form.props} className="flex min-w-0 flex-col gap-2">
        <input type="hidden" name="workspaceId" value={workspaceId} />
        <input type="hidden" name="requestId" value={request.id} />
        {message && (
          <p dir="auto" className="wrap-anywhere max-w-[48ch] whitespace-pre-line text-small">
            {message}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-1">
          <Select
            name="role"
            compact
            aria-label={t('roleOf', { name })}
            defaultValue="reader"
            choices={roles}
          />
          <SubmitButton
            size="small"
            name="answer"
            value="accept"
            pending={form.pending}
            aria-label={t('acceptName', { name })}
          >
            {t('accept')}
          </SubmitButton>
          <SubmitButton
            look="quiet"
            size="small"
            name="answer"
            value="decline"
            pending={form.pending}
            aria-label={t('declineName', { name })}
          >
            {t('decline')}
          </SubmitButton>
        </div>
        <FormProblem state={form.state} />
      </form>
    </PersonRow>
  );
}

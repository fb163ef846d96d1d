'use client';

import type { WorkspaceId } from '@plenum/domain/ids';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { takePad } from '../actions.ts';

/** Takes a pad without an account into one of the person's workspaces. */
export function TakePadForm({
  token,
  workspaces,
}: {
  token: string;
  workspaces: { id: WorkspaceId; name: string }[];
}) {
  const t = useTranslations('shares.pad');
  const form = useForm(takePad);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="token" value={token} />
      <SelectField
        name="workspaceId"
        label={t('workspace')}
        defaultValue={form.typed('workspaceId')}
        choices={workspaces.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

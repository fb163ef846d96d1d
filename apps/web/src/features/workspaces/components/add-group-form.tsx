'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { addGroup } from '../actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

/** Brings in one of the groups that one runs oneself. */
export function AddGroupForm({ workspaceId, groups }: { workspaceId: string; groups: Choice[] }) {
  const t = useTranslations('workspaces.groups');
  const form = useForm(addGroup);
  const roles = useRoleChoices('explained');
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="workspaceId" value={workspaceId} />
      <div className="flex flex-wrap items-end gap-4">
        <div className="min-w-0 flex-1 basis-48">
          <SelectField name="groupId" label={t('own')} choices={groups} />
        </div>
        <div className="min-w-0 flex-1 basis-48">
          <SelectField name="role" label={t('ownRole')} defaultValue="editor" choices={roles} />
        </div>
        <SubmitButton pending={form.pending}>{t('addOwn')}</SubmitButton>
      </div>
      <FormSuccess state={form.state} quiet>
        {t('added')}
      </FormSuccess>
    </form>
  );
}

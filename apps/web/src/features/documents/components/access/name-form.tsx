'use client';

import { ROLES } from '@plenum/domain/access/roles';
import type { PersonCard } from '@plenum/domain/accounts/types';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { nameInRules } from '../../actions.ts';

/** Names a person or a group of the workspace in a document's rules. */
export function NameForm({
  documentId,
  people,
  groups,
}: {
  documentId: string;
  people: PersonCard[];
  groups: { id: string; name: string }[];
}) {
  const t = useTranslations('documents.access.name');
  const roles = useTranslations('documents.access.roles');
  const form = useForm(nameInRules);
  const subjects = [
    ...groups.map(({ id, name }) => ({ value: `group ${id}`, label: t('group', { name }) })),
    ...people.map(({ id, displayName, username }) => ({
      value: `person ${id}`,
      label: displayName === username ? displayName : `${displayName} (${username})`,
    })),
  ];
  if (subjects.length === 0) return <p className="text-ink-soft">{t('everybody')}</p>;
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <FormProblem state={form.state} />
      <input type="hidden" name="documentId" value={documentId} />
      <div className="flex flex-wrap items-end gap-4">
        <div className="min-w-0 flex-1 basis-48">
          <SelectField name="subject" label={t('who')} choices={subjects} />
        </div>
        <div className="min-w-0 flex-1 basis-48">
          <SelectField
            name="role"
            label={t('role')}
            defaultValue="editor"
            choices={ROLES.map((role) => ({ value: role, label: roles(role) }))}
          />
        </div>
        <SubmitButton look="primary" pending={form.pending}>
          {t('submit')}
        </SubmitButton>
      </div>
      <FormSuccess state={form.state} quiet>
        {t('done')}
      </FormSuccess>
    </form>
  );
}

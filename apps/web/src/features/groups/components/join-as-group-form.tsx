'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProblem } from '#components/form-problem.tsx';
import { type Choice, SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { joinAsGroup } from '../actions.ts';

/** Joins by a link for groups, with one that the person runs or with a new one. */
export function JoinAsGroupForm({ token, groups }: { token: string; groups: Choice[] }) {
  const t = useTranslations('groups.join');
  const form = useForm(joinAsGroup);
  const [groupId, setGroupId] = useState(form.typed('groupId') ?? groups[0]?.value ?? '');
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <input type="hidden" name="token" value={token} />
      {groups.length > 0 ? (
        <SelectField
          name="groupId"
          label={t('which')}
          value={groupId}
          onChange={(event) => setGroupId(event.currentTarget.value)}
          choices={[...groups, { value: '', label: t('newGroup') }]}
        />
      ) : (
        <input type="hidden" name="groupId" value="" />
      )}
      {groupId === '' && (
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          error={form.problem('name')}
          defaultValue={form.typed('name')}
          autoComplete="organization"
          maxLength={80}
          required
        />
      )}
      <SubmitButton look="primary" wide pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

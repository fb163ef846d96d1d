'use client';

import type { GroupCard } from '@plenum/domain/groups/types';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeGroup } from '../actions.ts';

/** A group's name, and whether others see who is in it. */
export function GroupForm({ group }: { group: GroupCard }) {
  const t = useTranslations('groups.settings');
  const form = useForm(changeGroup);
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <input type="hidden" name="groupId" value={group.id} />
      <TextField
        name="name"
        label={t('name')}
        error={form.problem('name')}
        defaultValue={form.typed('name') ?? group.name}
        required
        maxLength={80}
      />
      <Checkbox
        name="showsMembers"
        label={t('showsMembers')}
        hint={t('showsMembersHint')}
        defaultChecked={group.showsMembers}
      />
      <div>
        <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}

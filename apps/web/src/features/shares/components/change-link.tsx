'use client';

import { LINK_ROLES } from '@plenum/domain/shares/schema';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Checkbox } from '#components/checkbox.tsx';
import { Confirm } from '#components/confirm.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeShareLink, type ShareLink } from '../actions.ts';

/** Changes what a link lets one do, its name and its password, while it is in use. */
export function ChangeLink({ link, onChanged }: { link: ShareLink; onChanged: () => void }) {
  const t = useTranslations('shares.change');
  const create = useTranslations('shares.create');
  const form = useForm(changeShareLink);
  useEffect(() => {
    if (form.state?.status === 'done') onChanged();
  }, [form.state, onChanged]);
  return (
    <Confirm trigger={{ text: t('change'), name: t('changeName') }} question={t('question')} align="start">
      <form {...form.props} className="flex flex-col gap-3">
        <input type="hidden" name="linkId" value={link.id} />
        <SelectField
          name="role"
          label={create('role')}
          defaultValue={form.typed('role') ?? link.role}
          choices={LINK_ROLES.map((role) => ({ value: role, label: create(`roles.${role}`) }))}
        />
        <TextField
          name="name"
          label={create('name')}
          error={form.problem('name')}
          defaultValue={form.typed('name') ?? link.name ?? ''}
          maxLength={80}
          autoComplete="off"
        />
        <PasswordField
          name="password"
          label={t(link.hasPassword ? 'otherPassword' : 'password')}
          hint={t('passwordHint')}
          error={form.problem('password')}
          autoComplete="new-password"
          minLength={6}
          maxLength={200}
        />
        {link.hasPassword && <Checkbox name="removePassword" label={t('removePassword')} />}
        <FormProblem state={form.state} />
        <SubmitButton size="small" wide pending={form.pending}>
          {t('save')}
        </SubmitButton>
      </form>
    </Confirm>
  );
}

'use client';

import { type InstanceSettings, REGISTRATIONS } from '@plenum/domain/accounts/schema';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { changeInstance } from '../actions.ts';

/** Megabytes. */
const NUMBERS = ['fileMegabytes', 'workspaceMegabytes'] as const;

/** How the instance is set up, for those who run it. */
export function InstanceForm({ settings }: { settings: InstanceSettings }) {
  const t = useTranslations('accounts.instance');
  const form = useForm(changeInstance);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <SelectField
        name="registration"
        label={t('registration')}
        defaultValue={form.typed('registration') ?? settings.registration}
        choices={REGISTRATIONS.map((value) => ({ value, label: t(`registrations.${value}`) }))}
      />
      <Checkbox
        name="guestsWrite"
        label={t('guestsWrite')}
        hint={t('guestsWriteHint')}
        defaultChecked={settings.guestsWrite}
      />
      <Checkbox
        name="guestPads"
        label={t('guestPads')}
        hint={t('guestPadsHint')}
        defaultChecked={settings.guestPads}
      />
      {NUMBERS.map((name) => (
        <TextField
          key={name}
          name={name}
          inputMode="numeric"
          label={t(name)}
          hint={t(`${name}Hint`)}
          error={form.problem(name)}
          defaultValue={form.typed(name) ?? settings[name]}
          required
        />
      ))}
      <div>
        <SubmitButton pending={form.pending}>{t('save')}</SubmitButton>
      </div>
    </form>
  );
}

'use client';

import { KEPT_DAYS } from '@plenum/domain/shares/schema';
import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { startPad } from '../actions.ts';

/** Days that are chosen for whoever chooses none. */
const USUAL_DAYS = 30;

/** Starts a pad without an account. */
export function NewPadForm() {
  const t = useTranslations('shares.newPad');
  const form = useForm(startPad);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <TextField
        name="title"
        label={t('name')}
        error={form.problem('title')}
        defaultValue={form.typed('title')}
        maxLength={200}
        autoComplete="off"
      />
      <SelectField
        name="keptDays"
        label={t('keptDays')}
        error={form.problem('keptDays')}
        defaultValue={form.typed('keptDays') ?? String(USUAL_DAYS)}
        choices={KEPT_DAYS.map((count) => ({ value: String(count), label: t('days', { count }) }))}
      />
      <SubmitButton look="primary" wide pending={form.pending}>
        {t('submit')}
      </SubmitButton>
    </form>
  );
}

'use client';

import type { PersonCard } from '@plenum/domain/accounts/types';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ColourField } from '#components/colour-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { updateProfile } from '../actions.ts';

/** How others see oneself: display name and author colour. */
export function ProfileForm({ me }: { me: PersonCard }) {
  const t = useTranslations('accounts.profile');
  const fields = useTranslations('accounts.fields');
  const form = useForm(updateProfile);
  const router = useRouter();
  // The rail shows the name, too.
  useEffect(() => {
    if (form.state?.status === 'done') router.refresh();
  }, [form.state, router]);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
      <TextField
        name="displayName"
        label={fields('displayName')}
        error={form.problem('displayName')}
        defaultValue={form.typed('displayName') ?? me.displayName}
        autoComplete="name"
        required
        maxLength={60}
      />
      <ColourField chosen={Number(form.typed('colour') ?? me.colour)} />
      <div>
        <SubmitButton pending={form.pending}>{t('submit')}</SubmitButton>
      </div>
    </form>
  );
}

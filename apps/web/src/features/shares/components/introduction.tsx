'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId } from 'react';
import { Button } from '#components/button.tsx';
import { ColourField } from '#components/colour-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { Popover } from '#components/popover.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { type GuestIdentity, introduce } from '../actions.ts';

/** Asks a guest, gently, what the others shall call them; they can write without saying. */
export function Introduction({
  token,
  guest,
  onIntroduced,
}: {
  token: string;
  guest: GuestIdentity;
  onIntroduced: (guest: GuestIdentity) => void;
}) {
  const t = useTranslations('shares.guest');
  const id = useId();
  const form = useForm(introduce);
  useEffect(() => {
    if (form.state?.status === 'done') onIntroduced(form.state.result);
  }, [form.state, onIntroduced]);
  return (
    <>
      <Button look={guest.name ? 'secondary' : 'primary'} size="small" popoverTarget={id}>
        <span dir="auto" className="max-w-40 truncate max-sm:max-w-20">
          {guest.name ?? t('sayName')}
        </span>
      </Button>
      <Popover id={id} label={t('sayName')} align="end">
        <form {...form.props} className="flex flex-col gap-4 p-2">
          <p>{t('about')}</p>
          <FormProblem state={form.state} />
          <input type="hidden" name="token" value={token} />
          <TextField
            name="name"
            label={t('name')}
            error={form.problem('name')}
            defaultValue={form.typed('name') ?? guest.name ?? ''}
            autoComplete="nickname"
            required
            maxLength={40}
          />
          <ColourField chosen={guest.colour} narrow />
          <SubmitButton look="primary" size="small" wide pending={form.pending}>
            {t('save')}
          </SubmitButton>
        </form>
      </Popover>
    </>
  );
}

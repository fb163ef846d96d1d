'use client';

import { useTranslations } from 'next-intl';
import { ColourField } from '#components/colour-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { comeAs, type GuestIdentity } from '../actions.ts';

/** Asks whoever came by a link what the others shall call them, and makes them a guest by that; also without scripting. */
export function NameForm({ token, guest }: { token: string; guest: GuestIdentity | null }) {
  const t = useTranslations('shares.guest');
  const form = useForm(comeAs);
  return (
    <details
      open={guest === null || form.state?.status === 'failed'}
      className="rounded-base border border-line p-4"
    >
      <summary className="w-fit rounded-small font-medium">{guest?.name ?? t('sayName')}</summary>
      <form {...form.props} className="mt-4 flex flex-col gap-4">
        <p className="text-ink-soft">{t('nameFirst')}</p>
        <FormProblem state={form.state} />
        <input type="hidden" name="token" value={token} />
        <TextField
          name="name"
          label={t('name')}
          error={form.problem('name')}
          defaultValue={form.typed('name') ?? guest?.name ?? ''}
          autoComplete="nickname"
          required
          maxLength={40}
        />
        {guest && <ColourField chosen={guest.colour} />}
        <div className="flex">
          <SubmitButton look="primary" size="small" pending={form.pending}>
            {t('save')}
          </SubmitButton>
        </div>
      </form>
    </details>
  );
}

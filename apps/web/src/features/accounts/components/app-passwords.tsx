'use client';

import type { AppPassword } from '@plenum/domain/accounts/types';
import { useFormatter, useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { useForm } from '#components/use-form.ts';
import { endAppPassword, makeAppPassword } from '../actions.ts';
import { NewAppPassword } from './new-app-password.tsx';
import { OwnProof } from './own-proof.tsx';

/** What programs sign in with for somebody: those that there are, each with what ends it, and a form for another, which is shown once. */
export function AppPasswords({
  passwords,
  address,
  username,
  asksForCode,
}: {
  passwords: readonly AppPassword[];
  /** Where calendar programs sign in. */
  address: string;
  username: string;
  asksForCode: boolean;
}) {
  const t = useTranslations('accounts.appPasswords');
  const form = useForm(makeAppPassword, { empties: true });
  return (
    <div className="flex flex-col gap-6">
      {passwords.length > 0 && <PasswordList passwords={passwords} />}
      {form.state?.status === 'done' && (
        <NewAppPassword password={form.state.result.password} address={address} username={username} />
      )}
      <form {...form.props} aria-label={t('make')} className="flex flex-col items-start gap-4">
        <FormProblem state={form.state} />
        <div className="w-full">
          <TextField
            name="name"
            label={t('name')}
            hint={t('nameHint')}
            error={form.problem('name')}
            defaultValue={form.typed('name')}
            required
            maxLength={80}
          />
        </div>
        <OwnProof form={form} username={username} label={t('password')} asksForCode={asksForCode} />
        <SubmitButton pending={form.pending}>{t('make')}</SubmitButton>
      </form>
    </div>
  );
}

function PasswordList({ passwords }: { passwords: readonly AppPassword[] }) {
  const t = useTranslations('accounts.appPasswords');
  const format = useFormatter();
  const say = (day: string) => format.dateTime(new Date(day), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <ul className="w-full border-line border-t">
      {passwords.map(({ id, name, madeOn, lastUsedOn }) => (
        <li key={id} className="flex min-h-14 items-center gap-3 border-line border-b py-3">
          <div className="min-w-0 flex-1">
            <p dir="auto" className="break-words">
              {name}
            </p>
            <p className="text-ink-soft text-small">
              {lastUsedOn === null
                ? t('unused', { day: say(madeOn) })
                : t('used', { day: say(madeOn), used: say(lastUsedOn) })}
            </p>
          </div>
          <ConfirmForm
            action={endAppPassword}
            fields={{ id }}
            trigger={{ text: t('end'), name: t('endName', { name }) }}
            question={t('endQuestion')}
            confirm={t('end')}
          />
        </li>
      ))}
    </ul>
  );
}

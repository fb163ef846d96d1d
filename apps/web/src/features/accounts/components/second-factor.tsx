'use client';

import { useTranslations } from 'next-intl';
import { FormSuccess } from '#components/form-success.tsx';
import { useForm } from '#components/use-form.ts';
import { turnOffSecondFactor, turnOnSecondFactor } from '../actions.ts';
import { SecondFactorOff } from './second-factor-off.tsx';
import { SecondFactorOn } from './second-factor-on.tsx';

/** A code beside the password: turned on, kept up and turned off. `codesLeft` is null while none is asked for. */
export function SecondFactor({ username, codesLeft }: { username: string; codesLeft: number | null }) {
  const t = useTranslations('accounts.secondFactor');
  // Here, since what they tell outlasts the forms: the page changes from one to the other when they have worked.
  const on = useForm(turnOnSecondFactor);
  const off = useForm(turnOffSecondFactor);
  if (codesLeft === null) {
    return (
      <div className="flex flex-col items-start gap-4">
        <FormSuccess state={off.state}>{t('turnedOff')}</FormSuccess>
        <SecondFactorOff username={username} confirm={on} />
      </div>
    );
  }
  const newCodes = on.state?.status === 'done' ? on.state.result.backupCodes : null;
  return <SecondFactorOn username={username} codesLeft={codesLeft} newCodes={newCodes} off={off} />;
}

'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { QrCode } from '#components/qr-code.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { type Form, useForm } from '#components/use-form.ts';
import { offerSecondFactor } from '../actions.ts';
import { CodeField } from './code-field.tsx';
import { OwnPassword } from './own-password.tsx';

/** Turns codes on: asks for the password, shows the secret, and asks for a code that proves that the app has it. */
export function SecondFactorOff({ username, confirm }: { username: string; confirm: Form<unknown> }) {
  const t = useTranslations('accounts.secondFactor');
  const begin = useForm(offerSecondFactor);
  const secret = confirm.typed('secret') ?? (begin.state?.status === 'done' && begin.state.result.secret);
  const offer = confirm.typed('offer') ?? (begin.state?.status === 'done' && begin.state.result.offer);
  if (secret && offer) {
    return (
      <form {...confirm.props} className="flex w-full flex-col items-start gap-6">
        <FormProblem state={confirm.state} />
        <p>{t('scan')}</p>
        <div className="needs-scripting w-full max-w-56">
          <QrCode text={setUpUri({ secret, username })} label={t('qr')} />
        </div>
        <p>
          {t('byHand')}
          <span className="mt-1 block select-all break-all font-mono">{inGroups(secret)}</span>
        </p>
        <input type="hidden" name="secret" value={secret} />
        <input type="hidden" name="offer" value={offer} />
        <div className="w-full">
          <CodeField error={confirm.problem('code')} appOnly />
        </div>
        <SubmitButton pending={confirm.pending}>{t('confirm')}</SubmitButton>
      </form>
    );
  }
  return (
    <form {...begin.props} className="flex w-full flex-col items-start gap-4">
      <FormProblem state={begin.state} />
      <OwnPassword form={begin} username={username} label={t('password')} />
      <SubmitButton pending={begin.pending}>{t('begin')}</SubmitButton>
    </form>
  );
}

/** What apps read out of the QR code (Key Uri Format of Google Authenticator); what it does not say is as in RFC 6238. */
function setUpUri({ secret, username }: { secret: string; username: string }): string {
  const query = new URLSearchParams({ secret, issuer: 'Plenum' });
  return `otpauth://totp/Plenum:${encodeURIComponent(username)}?${query}`;
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}

'use client';

import type { InboxMail } from '@plenum/domain/inbox/mail';
import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/checkbox.tsx';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SelectField } from '#components/select-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { TextField } from '#components/text-field.tsx';
import { TimeZoneField } from '#components/time-zone-field.tsx';
import { useForm } from '#components/use-form.ts';
import { endMail, setMail } from '../actions.ts';

/** The hours of a day, as one reads them. */
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

/** The hour that is offered first. */
const MORNING = '7';

/** Has what is new sent to an address, shows to which, and ends it; null while it goes nowhere. `isOffered`: whether anything is sent here. */
export function MailForm({ mail, isOffered }: { mail: InboxMail | null; isOffered: boolean }) {
  const t = useTranslations('inbox.mail');
  const form = useForm(setMail);
  const isTyped = form.state?.status === 'failed';
  return (
    <div className="flex max-w-xl flex-col items-start gap-6">
      {mail && (
        <p dir="auto">
          {mail.address === null
            ? t('unreadable')
            : t(isOffered ? stateOf(mail) : 'off', { address: mail.address, zone: mail.timeZone })}
        </p>
      )}
      {isOffered && (
        <form {...form.props} className="flex w-full flex-col gap-5">
          <FormProblem state={form.state} />
          <FormSuccess state={form.state}>{t('saved')}</FormSuccess>
          <TimeZoneField />
          <TextField
            name="address"
            type="email"
            autoComplete="email"
            label={t('address')}
            error={form.problem('address')}
            defaultValue={form.typed('address') ?? mail?.address ?? ''}
            required
          />
          <SelectField
            name="hour"
            label={t('hour')}
            defaultValue={form.typed('hour') ?? String(mail?.hour ?? MORNING)}
            choices={HOURS}
          />
          <Checkbox
            name="tellsTitles"
            label={t('tellsTitles')}
            hint={t('tellsTitlesHint')}
            defaultChecked={isTyped ? form.typed('tellsTitles') === 'on' : mail?.tellsTitles}
          />
          <div>
            <SubmitButton pending={form.pending}>{t(mail ? 'change' : 'start')}</SubmitButton>
          </div>
        </form>
      )}
      {mail && (
        <ConfirmForm
          action={endMail}
          fields={{}}
          trigger={{ text: t('end'), name: t('end') }}
          question={t('endQuestion')}
          confirm={t('end')}
        />
      )}
    </div>
  );
}

function stateOf({ isConfirmed, isFailing }: InboxMail): 'asked' | 'failing' | 'sent' {
  if (isFailing) return 'failing';
  return isConfirmed ? 'sent' : 'asked';
}

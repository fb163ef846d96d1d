'use client';

import { useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/confirm-form.tsx';
import { CopyField } from '#components/copy-field.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { endFeed, renewFeed } from '../actions.ts';

/** Makes a secret address for the inbox, shows it, and takes it away; null while there is none. */
export function FeedForm({ address }: { address: string | null }) {
  const t = useTranslations('inbox.feed');
  const form = useForm(renewFeed);
  if (address === null) {
    return (
      <form {...form.props}>
        <FormProblem state={form.state} />
        <SubmitButton pending={form.pending}>{t('make')}</SubmitButton>
      </form>
    );
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <div className="w-full max-w-xl">
        <CopyField value={address} label={t('address')} takesFocus={form.state?.status === 'done'} />
      </div>
      <ConfirmForm
        action={endFeed}
        fields={{}}
        trigger={{ text: t('end'), name: t('end') }}
        question={t('endQuestion')}
        confirm={t('end')}
      />
    </div>
  );
}

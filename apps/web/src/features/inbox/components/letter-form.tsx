'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { agreeToLetters, stopLetters } from '../actions.ts';

/** What whoever has a letter can do by its secret: agree to letters, or end them. */
export function LetterForm({ token, isConfirmed }: { token: string; isConfirmed: boolean }) {
  const t = useTranslations('inbox.letter');
  const form = useForm(isConfirmed ? stopLetters : agreeToLetters);
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <input type="hidden" name="token" value={token} />
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('done')}</FormSuccess>
      <SubmitButton wide pending={form.pending}>
        {t(isConfirmed ? 'stop' : 'agree')}
      </SubmitButton>
    </form>
  );
}

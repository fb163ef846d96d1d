'use client';

import { useTranslations } from 'next-intl';
import { FormProblem } from '#components/form-problem.tsx';
import { FormSuccess } from '#components/form-success.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { agreeToLetters, allowLetters, stopLetters } from '../actions.ts';

const ACTIONS = { agree: agreeToLetters, refuse: stopLetters, stop: stopLetters, allow: allowLetters };

/** What is not the first thing to do. */
const SECOND: readonly string[] = ['refuse', 'allow'];

/** Something that whoever has a letter can do by its secret: agree to letters, want none, take that back, or end them. */
export function LetterForm({ token, does }: { token: string; does: keyof typeof ACTIONS }) {
  const t = useTranslations('inbox.letter');
  const form = useForm(ACTIONS[does]);
  return (
    <form {...form.props} className="flex flex-col gap-5">
      <input type="hidden" name="token" value={token} />
      <FormProblem state={form.state} />
      <FormSuccess state={form.state}>{t('done')}</FormSuccess>
      <SubmitButton wide look={SECOND.includes(does) ? 'secondary' : 'primary'} pending={form.pending}>
        {t(does)}
      </SubmitButton>
    </form>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/button.tsx';
import { FormProblem } from '#components/form-problem.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { useForm } from '#components/use-form.ts';
import { finishSignIn } from '../actions.ts';
import { CodeField } from './code-field.tsx';

/** Signs in whoever has given their password and now gives a code. */
export function SecondStepForm({ signInHref }: { signInHref: string }) {
  const t = useTranslations('accounts.secondStep');
  const form = useForm(finishSignIn);
  return (
    <form {...form.props} className="flex flex-col gap-6">
      <FormProblem state={form.state} />
      <CodeField error={form.problem('code')} />
      <div className="flex flex-col gap-2">
        <SubmitButton look="primary" wide pending={form.pending}>
          {t('submit')}
        </SubmitButton>
        <ButtonLink look="quiet" wide reload href={signInHref}>
          {t('back')}
        </ButtonLink>
      </div>
      <p className="text-ink-soft">{t('lost')}</p>
    </form>
  );
}

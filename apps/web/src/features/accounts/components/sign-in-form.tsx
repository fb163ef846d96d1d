import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '#components/notice.tsx';
import { PasswordField } from '#components/password-field.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { UsernameField } from './username-field.tsx';

/** Signs in by a plain form to next-auth's own route (`POST /api/auth/callback/credentials`). */
export function SignInForm({
  csrfToken,
  returnTo,
  problem,
}: {
  csrfToken: string | null;
  returnTo: string;
  problem: 'wrong' | 'tooMany' | 'other' | null;
}) {
  const t = useTranslations('accounts.signIn');
  const fields = useTranslations('accounts.fields');
  return (
    <form method="post" action="/api/auth/callback/credentials" className="flex flex-col gap-6">
      {csrfToken === null && <Notice tone="problem">{t('noCookies')}</Notice>}
      {problem && <Notice tone="problem">{t(problem)}</Notice>}
      <input type="hidden" name="csrfToken" value={csrfToken ?? ''} />
      <input type="hidden" name="callbackUrl" value={returnTo} />
      <UsernameField failed={problem !== null} />
      <PasswordField
        name="password"
        label={fields('password')}
        autoComplete="current-password"
        required
        maxLength={200}
      />
      <SubmitButton look="primary" wide>
        {t('submit')}
      </SubmitButton>
      <p className="text-ink-soft">
        {t.rich('forgotten', {
          link: (text) => (
            <Link
              href="/recover"
              prefetch={false}
              className="text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </form>
  );
}

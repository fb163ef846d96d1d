import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { DeviceKeeper } from '#features/accounts/components/device-keeper.tsx';
import { SignInForm } from '#features/accounts/components/sign-in-form.tsx';
import { loadRegistration, loadSignIn } from '#features/accounts/loaders.ts';
import { SIGN_UP_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { returnPath } from '#lib/return-path.ts';

type Props = { searchParams: Promise<{ callbackUrl?: QueryValue; error?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const callbackUrl = firstValue(query.callbackUrl);
  const [{ csrfToken }, registration, t] = await Promise.all([
    loadSignIn(callbackUrl),
    loadRegistration(),
    getTranslations('accounts.signIn'),
  ]);
  return (
    <PlainFrame title={t('title')}>
      <SignInForm
        csrfToken={csrfToken}
        returnTo={await returnPath(callbackUrl)}
        problem={problemOf(firstValue(query.error))}
      />
      {registration === 'anyone' && (
        <div className="mt-6">
          <ButtonLink look="quiet" wide href={SIGN_UP_PATH}>
            {t('signUp')}
          </ButtonLink>
        </div>
      )}
      <DeviceKeeper owner={null} />
    </PlainFrame>
  );
}

/** next-auth's word for what went wrong; a refused try comes back as its message. */
function problemOf(error: string | undefined): 'wrong' | 'tooMany' | 'other' | null {
  if (error === undefined) return null;
  if (error === 'CredentialsSignin') return 'wrong';
  return error.startsWith('Too many') ? 'tooMany' : 'other';
}

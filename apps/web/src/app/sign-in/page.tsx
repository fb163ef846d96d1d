import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { DeviceKeeper } from '#features/accounts/components/device-keeper.tsx';
import { SignInForm } from '#features/accounts/components/sign-in-form.tsx';
import { loadRegistration, loadSignIn } from '#features/accounts/loaders.ts';
import { loadPadsAllowed } from '#features/shares/loaders.ts';
import { NEW_PAD_PATH, SIGN_UP_PATH } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { returnPath } from '#lib/return-path.ts';

type Props = { searchParams: Promise<{ callbackUrl?: QueryValue; error?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const callbackUrl = firstValue(query.callbackUrl);
  const [{ csrfToken }, registration, padsAllowed, t] = await Promise.all([
    loadSignIn(callbackUrl),
    loadRegistration(),
    loadPadsAllowed(),
    getTranslations('accounts.signIn'),
  ]);
  return (
    <PlainFrame title={t('title')}>
      <SignInForm
        csrfToken={csrfToken}
        returnTo={await returnPath(callbackUrl)}
        problem={problemOf(firstValue(query.error))}
      />
      <div className="mt-6 flex flex-col gap-2">
        {registration === 'anyone' && (
          <ButtonLink look="quiet" wide href={SIGN_UP_PATH}>
            {t('signUp')}
          </ButtonLink>
        )}
        {padsAllowed && (
          <ButtonLink look="quiet" wide href={NEW_PAD_PATH}>
            {t('newPad')}
          </ButtonLink>
        )}
      </div>
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

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { env } from '#env.ts';
import { SignInForm } from '#features/accounts/components/sign-in-form.tsx';
import { loadSignIn } from '#features/accounts/loaders.ts';
import { ownPath } from '#lib/paths.ts';
import { firstOf } from '#lib/search-params.ts';

type Props = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const [callbackUrl, error] = [firstOf(asked.callbackUrl), firstOf(asked.error)];
  const [{ csrfToken }, t] = await Promise.all([loadSignIn(callbackUrl), getTranslations('accounts.signIn')]);
  return (
    <PlainFrame title={t('title')}>
      <SignInForm csrfToken={csrfToken} returnTo={returnPath(callbackUrl)} problem={problemOf(error)} />
    </PlainFrame>
  );
}

/** next-auth hands back the whole address; only the path of one on this instance counts. */
function returnPath(callbackUrl: string | undefined): string {
  const own = env().PUBLIC_URL;
  return ownPath(callbackUrl?.startsWith(`${own}/`) ? callbackUrl.slice(own.length) : callbackUrl);
}

/** next-auth's word for what went wrong; a refused try comes back as its message. */
function problemOf(error: string | undefined): 'wrong' | 'tooMany' | 'other' | null {
  if (error === undefined) return null;
  if (error === 'CredentialsSignin') return 'wrong';
  return error.startsWith('Too many') ? 'tooMany' : 'other';
}

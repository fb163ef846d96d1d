import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { SignUpForm } from '#features/accounts/components/sign-up-form.tsx';
import { isSetupOpen, loadRegistration } from '#features/accounts/loaders.ts';
import { SETUP_PATH, signInStart } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.signUp'))('title') };
}

export default async function SignUpPage() {
  if (await isSetupOpen()) redirect(SETUP_PATH);
  const [registration, t] = await Promise.all([loadRegistration(), getTranslations('accounts.signUp')]);
  const isOpen = registration === 'anyone';
  return (
    <PlainFrame title={t('title')} intro={<p>{t(isOpen ? 'intro' : 'closed')}</p>}>
      <SignUpForm open={isOpen} signInHref={signInStart('/')} />
    </PlainFrame>
  );
}

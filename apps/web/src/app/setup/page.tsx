import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { SetupForm } from '#features/accounts/components/setup-form.tsx';
import { isSetupOpen } from '#features/accounts/loaders.ts';
import { signInStart } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.setup'))('title') };
}

export default async function SetupPage() {
  const [open, t] = await Promise.all([isSetupOpen(), getTranslations('accounts.setup')]);
  return (
    <PlainFrame title={t('title')} intro={open && <p>{t('intro')}</p>}>
      <SetupForm open={open} signInHref={signInStart('/')} />
    </PlainFrame>
  );
}

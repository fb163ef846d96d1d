import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { RecoverForm } from '#features/accounts/components/recover-form.tsx';
import { signInStart } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.recover'))('title') };
}

export default async function RecoverPage() {
  const t = await getTranslations('accounts.recover');
  return (
    <PlainFrame title={t('title')} intro={<p>{t('intro')}</p>}>
      <RecoverForm signInHref={signInStart('/')} />
    </PlainFrame>
  );
}

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { SecondStepForm } from '#features/accounts/components/second-step-form.tsx';
import { isCodeAwaited } from '#features/accounts/loaders.ts';
import { signInStart } from '#lib/paths.ts';
import { returnPath } from '#lib/return-path.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.secondStep'))('title') };
}

export default async function SecondStepPage() {
  const signInHref = signInStart(await returnPath());
  if (!(await isCodeAwaited())) redirect(signInHref);
  const t = await getTranslations('accounts.secondStep');
  return (
    <PlainFrame title={t('title')} intro={<p>{t('intro')}</p>}>
      <SecondStepForm signInHref={signInHref} />
    </PlainFrame>
  );
}

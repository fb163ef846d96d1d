import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { NewPadForm } from '#features/shares/components/new-pad-form.tsx';
import { loadPadsAllowed } from '#features/shares/loaders.ts';
import { signInStart } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shares.newPad'))('title') };
}

export default async function NewPadPage() {
  const [allowed, t] = await Promise.all([loadPadsAllowed(), getTranslations('shares.newPad')]);
  return (
    <PlainFrame title={t('title')} intro={<p>{t(allowed ? 'intro' : 'closed')}</p>}>
      {allowed ? (
        <NewPadForm />
      ) : (
        <ButtonLink wide reload href={signInStart('/')}>
          {t('signIn')}
        </ButtonLink>
      )}
    </PlainFrame>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlainFrame } from '#components/plain-frame.tsx';
import { loadMe } from '#features/accounts/loaders.ts';
import { NewWorkspaceForm } from '#features/workspaces/components/new-workspace-form.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workspaces.create'))('title') };
}

export default async function NewWorkspacePage() {
  await loadMe();
  const t = await getTranslations('workspaces.create');
  return (
    <PlainFrame title={t('title')} intro={<p>{t('intro')}</p>}>
      <NewWorkspaceForm />
    </PlainFrame>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ArchiveForm } from '#features/structure/components/archive-form.tsx';
import { loadArchiving } from '#features/structure/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('structure.archive'))('title') };
}

export default async function ArchivingPage({ params }: Props) {
  const [{ document, workspace }, t] = await Promise.all([
    loadArchiving((await params).id),
    getTranslations('structure.archive'),
  ]);
  const isArchived = document.archivedAt !== null;
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t(isArchived ? 'introOut' : 'introIn')} />
      {document.mergedIntoId && <p className="max-w-[60ch]">{t('isMerged')}</p>}
      <ArchiveForm documentId={document.id} isArchived={isArchived} />
    </DocumentFrame>
  );
}

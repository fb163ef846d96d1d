import { FolderInput } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { EmptyState } from '#components/empty-state.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { MoveForm } from '#features/documents/components/move-form.tsx';
import { loadMoveTargets } from '#features/documents/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('documents.move'))('title') };
}

export default async function MovePage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, targets }, t] = await Promise.all([
    loadMoveTargets(id),
    getTranslations('documents.move'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      {document.scopeId !== null && <p className="mb-6">{t('restricted')}</p>}
      {targets.length > 0 ? (
        <MoveForm documentId={id} targets={targets.map(({ id, name }) => ({ id, name }))} />
      ) : (
        <EmptyState icon={FolderInput} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      )}
    </DocumentFrame>
  );
}

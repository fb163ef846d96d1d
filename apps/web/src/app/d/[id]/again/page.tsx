import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { AgainForm } from '#features/tasks/components/again-form.tsx';
import { loadListToUse } from '#features/tasks/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.again'))('title') };
}

export default async function UseAgainPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, list }, t] = await Promise.all([
    loadListToUse(id),
    getTranslations('tasks.again'),
  ]);
  if (document.kind !== 'tasks') notFound();
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <AgainForm documentId={document.id} title={document.title} list={list} />
    </DocumentFrame>
  );
}

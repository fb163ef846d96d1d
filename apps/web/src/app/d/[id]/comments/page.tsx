import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { ThreadList } from '#features/comments/components/thread-list.tsx';
import { loadComments } from '#features/comments/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('comments'))('title') };
}

export default async function CommentsPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, threads, mayComment, mayModerate }, t] = await Promise.all([
    loadComments(id),
    getTranslations('comments'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <ThreadList place={{ documentId: id, mayComment, mayModerate }} threads={threads} />
    </DocumentFrame>
  );
}

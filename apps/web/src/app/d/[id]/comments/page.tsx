import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { NewDocumentThread } from '#features/comments/components/new-document-thread.tsx';
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
  const place = { documentId: id, mayComment, mayModerate };
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className="flex flex-col gap-8">
        {mayComment && <NewDocumentThread place={place} />}
        <ThreadList
          place={place}
          threads={threads}
          {...(document.kind === 'tasks' && { empty: t('emptyList') })}
        />
      </div>
    </DocumentFrame>
  );
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { BothWays } from '#features/tasks/components/both-ways.tsx';
import { SubscribeForm } from '#features/tasks/components/subscribe-form.tsx';
import { loadListFeed } from '#features/tasks/loaders.ts';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks.calendar'))('title') };
}

export default async function ListCalendarPage({ params }: Props) {
  const { id } = await params;
  const [{ document, workspace, feed }, t] = await Promise.all([
    loadListFeed(id),
    getTranslations('tasks.calendar'),
  ]);
  if (document.kind !== 'tasks') notFound();
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <SubscribeForm documentId={document.id} feed={feed} />
      <BothWays />
    </DocumentFrame>
  );
}

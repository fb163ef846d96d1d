import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DocumentFrame } from '#app/d/document-frame.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { PlainChat } from '#features/chat/components/plain-chat.tsx';
import { loadChatPage } from '#features/chat/loaders.ts';
import { documentChatPath } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ cursor?: QueryValue }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('chat'))('title') };
}

export default async function ChatPage({ params, searchParams }: Props) {
  const { id } = await params;
  const cursor = firstValue((await searchParams).cursor);
  const [{ document, workspace, messages, mayChat, mayModerate }, t] = await Promise.all([
    loadChatPage(id, cursor),
    getTranslations('chat'),
  ]);
  return (
    <DocumentFrame workspace={workspace} document={document} title={t('title')}>
      <PageHeader title={t('title')} intro={t('intro')} />
      <PlainChat place={{ documentId: id, mayChat, mayModerate, isPage: true }} messages={messages.items} />
      <PageLinks
        path={documentChatPath(id)}
        cursor={cursor}
        next={messages.next}
        labels={{ more: t('earlier'), first: t('first') }}
      />
    </DocumentFrame>
  );
}

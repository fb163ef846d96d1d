import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PageLinks } from '#components/page-links.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { PlainChat } from '#features/chat/components/plain-chat.tsx';
import { loadGuestChat } from '#features/chat/loaders.ts';
import { NameForm } from '#features/shares/components/name-form.tsx';
import { loadChattingGuest } from '#features/shares/loaders.ts';
import { guestChatPath, guestPath, tokenOfShare } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ document?: QueryValue; cursor?: QueryValue }>;
};

/** Nothing of what is shared gets into a title that a chat or a search engine may keep. */
export const metadata: Metadata = { title: 'Plenum', robots: { index: false, follow: false } };

/** The chat beside a document that a link lets one write in, which needs no scripting. */
export default async function GuestChatPage({ params, searchParams }: Props) {
  const token = tokenOfShare((await params).token);
  const query = await searchParams;
  const asked = firstValue(query.document);
  const cursor = firstValue(query.cursor);
  const { document, guest } = await loadChattingGuest(token, asked);
  const [messages, t] = await Promise.all([
    loadGuestChat(token, document.id, cursor),
    getTranslations('chat'),
  ]);
  const place = {
    documentId: document.id,
    token,
    mayChat: guest !== null,
    mayModerate: false,
    isPage: true,
  } as const;
  return (
    <PlainFrame title={t('titleOf', { title: document.title })}>
      <ButtonLink href={guestPath(token, asked)}>{t('back')}</ButtonLink>
      <div className="mt-8 flex flex-col gap-8">
        <NameForm token={token} guest={guest} />
        <PlainChat place={place} messages={messages.items} />
      </div>
      <PageLinks
        path={guestChatPath(token)}
        query={{ document: asked }}
        cursor={cursor}
        next={messages.next}
        labels={{ more: t('earlier'), first: t('first') }}
      />
    </PlainFrame>
  );
}

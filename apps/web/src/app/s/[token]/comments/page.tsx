import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/button.tsx';
import { PlainFrame } from '#components/plain-frame.tsx';
import { NewDocumentThread } from '#features/comments/components/new-document-thread.tsx';
import { ThreadList } from '#features/comments/components/thread-list.tsx';
import { loadGuestComments } from '#features/comments/loaders.ts';
import { NameForm } from '#features/shares/components/name-form.tsx';
import { loadCommentingGuest } from '#features/shares/loaders.ts';
import { guestPath, tokenOfShare } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ document?: QueryValue }> };

/** Nothing of what is shared gets into a title that a chat or a search engine may keep. */
export const metadata: Metadata = { title: 'Plenum', robots: { index: false, follow: false } };

/** What people say about a document that a link lets one comment on, which reads and answers without scripting. */
export default async function GuestCommentsPage({ params, searchParams }: Props) {
  const token = tokenOfShare((await params).token);
  const asked = firstValue((await searchParams).document);
  const { document, guest } = await loadCommentingGuest(token, asked);
  const [threads, t] = await Promise.all([
    loadGuestComments(token, document.id),
    getTranslations('comments'),
  ]);
  const place = { documentId: document.id, token, mayComment: guest !== null, mayModerate: false };
  return (
    <PlainFrame title={t('titleOf', { title: document.title })}>
      <ButtonLink href={guestPath(token, asked)}>{t('back')}</ButtonLink>
      <div className="mt-8 flex flex-col gap-8">
        <NameForm token={token} guest={guest} />
        {guest && <NewDocumentThread place={place} />}
        <ThreadList place={place} threads={threads} />
      </div>
    </PlainFrame>
  );
}

import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { CommentedList } from '#app/d/commented-list.tsx';
import { SkipLink } from '#components/frame/skip-link.tsx';
import { LinkWithoutScripting } from '#components/link-without-scripting.tsx';
import { Chat } from '#features/chat/client.tsx';
import { Comments } from '#features/comments/client.tsx';
import { TOOLBAR_COOKIE } from '#features/documents/components/toolbar-cookie.ts';
import { Meeting } from '#features/meetings/client.tsx';
import { GuestPage } from '#features/shares/client.tsx';
import { loadGuestPage } from '#features/shares/loaders.ts';
import { TaskList } from '#features/tasks/client.tsx';
import { guestChatPath, guestCommentsPath, sharedDocumentPath, sharePath, tokenOfShare } from '#lib/paths.ts';
import { firstValue, type QueryValue } from '#lib/query-value.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ document?: QueryValue }> };

/** Nothing of what is shared gets into a title that a chat or a search engine may keep. */
export const metadata: Metadata = { title: 'Plenum', robots: { index: false, follow: false } };

/** Lets a phone's keyboard shrink the page, so that the toolbar stays above it. */
export const viewport: Viewport = { interactiveWidget: 'resizes-content' };

/** What a link that lets one write or comment opens: the editor, or the text and its comments, for whoever holds it. */
export default async function WritePage({ params, searchParams }: Props) {
  const token = tokenOfShare((await params).token);
  const asked = firstValue((await searchParams).document);
  const { document, isList, view, mayWrite, mayComment, guest, isPad } = await loadGuestPage(token, asked);
  const html = scrollingHtml(view.html);
  const { isWhole } = view;
  const readingPath = asked === undefined ? sharePath(token) : sharedDocumentPath(token, document.id);
  const t = await getTranslations();
  return (
    <div className="page flex min-h-dvh min-w-0 flex-col">
      <SkipLink />
      {!isWhole && (
        <LinkWithoutScripting href={`${readingPath}?part=whole`}>
          {t('documents.page.wholeText')}
        </LinkWithoutScripting>
      )}
      {mayComment && (
        <LinkWithoutScripting href={guestCommentsPath(token, asked)}>
          {t('comments.title')}
        </LinkWithoutScripting>
      )}
      {mayWrite && (
        <LinkWithoutScripting href={guestChatPath(token, asked)}>{t('chat.title')}</LinkWithoutScripting>
      )}
      <GuestPage
        token={token}
        document={{ id: document.id, title: document.title }}
        guest={guest}
        mayWrite={mayWrite}
        isPad={isPad}
        html={html}
        isWhole={isWhole}
        body={
          isList &&
          (mayComment ? (
            <CommentedList
              html={html}
              isWhole={isWhole}
              others={null}
              load={null}
              mayComment
              mayModerate={false}
            />
          ) : (
            <TaskList html={html} isWhole={isWhole} others={null} load={null} />
          ))
        }
        panels={{
          comments: mayComment && (isList || <Comments token={token} mayComment mayModerate={false} />),
          chat: mayWrite && <Chat token={token} mayChat mayModerate={false} />,
          meeting: mayComment && !isList && <Meeting token={token} />,
        }}
        toolbarShown={(await cookies()).get(TOOLBAR_COOKIE)?.value === 'shown'}
      />
    </div>
  );
}

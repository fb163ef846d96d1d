'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { SidePanel } from '#features/documents/components/beside/side-panel.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useLivePart } from '#lib/collab/use-live-document.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useChat } from './use-chat.ts';
import { useSending } from './use-sending.ts';
import { useUnread } from './use-unread.ts';

/** Pixels from the end at which somebody still looks at it. */
const AT_END = 40;

/** The chat beside the text, live. */
export function ChatPanel({
  live,
  token,
  mayChat,
  mayModerate,
}: {
  live: LiveDocument;
  token?: string;
  mayChat: boolean;
  mayModerate: boolean;
}) {
  const t = useTranslations('chat');
  const { documentId, shown, onCount } = useOpenDocument();
  const isLive = useLivePart(live, { select: ({ link }) => link.kind === 'live', otherwise: false });
  const { messages, next, failed, isReadingEarlier, readEarlier, reload, add } = useChat({
    live,
    documentId,
    token,
  });
  const place = {
    documentId,
    mayChat: mayChat && isLive,
    mayModerate,
    ...(token !== undefined && { token }),
  };
  const { unsent, send, again, discard } = useSending(place, { onSent: add });
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const isShown = shown === 'chat';
  const unread = useUnread(documentId, { messages: messages ?? [], isShown: isShown && isAtEnd });
  useEffect(() => onCount('chat', unread), [unread, onCount]);
  const toEnd = () => scroller.current?.scrollTo({ top: 0 });
  return (
    <SidePanel
      panel="chat"
      title={t('title')}
      close={t('close')}
      content={scroller}
      isFromEnd
      // The end is where it begins.
      onScroll={({ currentTarget }) => setAtEnd(currentTarget.scrollTop > -AT_END)}
      foot={
        <>
          {!isAtEnd && unread > 0 && (
            <div className="flex justify-center border-line border-t pt-2">
              <Button size="small" onClick={toEnd}>
                {t('newBelow')}
              </Button>
            </div>
          )}
          {mayChat ? (
            <Composer
              isOffline={!isLive}
              onSend={(body) => {
                send(body);
                toEnd();
              }}
            />
          ) : (
            <p className="shrink-0 border-line border-t px-5 py-3 text-ink-soft text-small">
              {t('readOnly')}
            </p>
          )}
        </>
      }
    >
      {next !== null && (
        <div className="flex justify-center">
          <Button size="small" disabled={isReadingEarlier} onClick={readEarlier}>
            {t('earlier')}
          </Button>
        </div>
      )}
      {messages === null && !failed && <p className="text-ink-soft">{t('loading')}</p>}
      {messages?.length === 0 && unsent.length === 0 && (
        <div className="text-ink-soft">
          <p>{t('empty')}</p>
          {mayChat && <p>{t('emptyHint')}</p>}
        </div>
      )}
      <MessageList
        place={place}
        messages={messages ?? []}
        unsent={unsent}
        isQuiet={messages === null || isReadingEarlier}
        onDone={reload}
        onAgain={again}
        onDiscard={discard}
      />
      {failed && (
        <div className="flex flex-col items-start gap-2">
          <Problem>{t('failed')}</Problem>
          <Button size="small" onClick={reload}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </SidePanel>
  );
}

import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { useNews } from '#lib/collab/use-news.ts';
import { loadChat, loadChatNews } from '../actions.ts';
import { type ChatRead, joined } from './chat-read.ts';

/** Pages that are read again at most, where some of what is shown was deleted. */
const MOST_PAGES = 10;

/** The chat of a document as far as it has been read, live. */
export interface LiveChat extends ChatRead {
  failed: boolean;
  /** Whether what was said before is being read. */
  isReadingEarlier: boolean;
  readEarlier: () => void;
  reload: () => void;
  /** Shows what has just been sent from here. */
  add: (message: ChatMessageCard) => void;
}

/** Reads the chat of a document, and from then on what is new in it. */
export function useChat({
  live,
  documentId,
  token,
}: {
  live: LiveDocument;
  documentId: string;
  token: string | undefined;
}): LiveChat {
  const [chat, setChat] = useState<ChatRead>({ messages: null, next: null });
  const [failed, setFailed] = useState(false);
  const [isReadingEarlier, setReadingEarlier] = useState(false);
  const shown = useRef(chat);
  const questions = useRef(0);
  const show = useCallback((next: ChatRead) => {
    shown.current = next;
    setChat(next);
  }, []);
  const ask = useCallback(
    async (read: () => Promise<ChatRead>) => {
      questions.current += 1;
      const question = questions.current;
      const answer = await read().catch(() => null);
      // What was asked later has the newer answer.
      if (question !== questions.current) return;
      setFailed(answer === null);
      if (answer) show(answer);
    },
    [show],
  );

  /** Reads everything anew, as far back as it is shown. */
  const readAll = useCallback(async () => {
    const first = shown.current.messages?.[0]?.id;
    let all: ChatRead = { messages: [], next: null };
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const { items, next } = await loadChat(documentId, token, all.next ?? undefined);
      all = { messages: joined(all.messages ?? [], items), next };
      const oldest = items.at(-1)?.id;
      if (next === null || first === undefined || oldest === undefined || oldest <= first) break;
    }
    return all;
  }, [documentId, token]);
  const readNews = useCallback(async () => {
    const { messages } = shown.current;
    const [first, last] = [messages?.[0]?.id, messages?.at(-1)?.id];
    if (!messages || first === undefined || last === undefined) return readAll();
    const news = await loadChatNews(documentId, token, { first, last });
    if (news.isMore || news.known !== messages.length) return readAll();
    const { messages: now, next } = shown.current;
    return { messages: joined(now ?? [], news.messages), next };
  }, [readAll, documentId, token]);
  const reload = useCallback(() => void ask(readAll), [ask, readAll]);
  const onNews = useCallback(() => void ask(readNews), [ask, readNews]);
  useNews(live, { news: 'chatted', onNews });
  useEffect(() => {
    reload();
    return () => {
      questions.current += 1;
    };
  }, [reload]);

  const readEarlier = async () => {
    const { next } = shown.current;
    if (next === null) return;
    setReadingEarlier(true);
    const page = await loadChat(documentId, token, next).catch(() => null);
    setReadingEarlier(false);
    setFailed(page === null);
    const now = shown.current;
    // Everything may have been read anew meanwhile.
    if (page && now.next === next)
      show({ messages: joined(page.items, now.messages ?? []), next: page.next });
  };
  const add = useCallback(
    (message: ChatMessageCard) => {
      const { messages, next } = shown.current;
      show({ messages: joined(messages ?? [], [message]), next });
    },
    [show],
  );
  return { ...chat, failed, isReadingEarlier, readEarlier: () => void readEarlier(), reload, add };
}

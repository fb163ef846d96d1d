import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { unreadIn } from './chat-read.ts';
import { keepLastRead, lastRead } from './last-read.ts';

/**
 * How many messages are unread on this device. While the newest one is shown, and somebody looks at the page, all are read.
 */
export function useUnread(
  documentId: string,
  { messages, isShown }: { messages: readonly ChatMessageCard[]; isShown: boolean },
): number {
  const [read, setRead] = useState(() => lastRead(documentId));
  const isLookedAt = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const newest = messages.at(-1)?.id ?? null;
  useEffect(() => {
    if (!isShown || !isLookedAt || newest === null) return;
    setRead(newest);
    keepLastRead(documentId, newest);
  }, [documentId, isShown, isLookedAt, newest]);
  return unreadIn(messages, read);
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

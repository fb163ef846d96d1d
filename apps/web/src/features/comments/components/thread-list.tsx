'use client';

import type { ThreadCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { type CommentPlace, ThreadView } from './thread-view.tsx';

/** All threads of a document: the open ones, and below them those that are resolved. */
export function ThreadList({
  place,
  threads,
  current = null,
  onShow,
  onDone,
}: {
  place: CommentPlace;
  threads: readonly ThreadCard[];
  /** The thread at the cursor. */
  current?: string | null;
  /** Shows where in the text a thread is; null for one whose text is gone. */
  onShow?: (thread: ThreadCard) => (() => void) | null;
  /** Something was said or settled. */
  onDone?: () => void;
}) {
  const t = useTranslations('comments');
  const [open, resolved] = [threads.filter(isOpen), threads.filter((thread) => !isOpen(thread))];
  const list = (some: readonly ThreadCard[]) => (
    <ul className="flex flex-col">
      {some.map((thread) => (
        <ThreadView
          key={thread.id}
          place={place}
          thread={thread}
          isCurrent={thread.id === current}
          {...(onShow && { show: onShow(thread) })}
          {...(onDone && { onDone })}
        />
      ))}
    </ul>
  );
  return (
    <>
      {open.length > 0 ? list(open) : <p className="text-ink-soft">{t('empty')}</p>}
      {resolved.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer rounded-small py-2 font-medium">
            {t('resolvedCount', { count: resolved.length })}
          </summary>
          {list(resolved)}
        </details>
      )}
    </>
  );
}

function isOpen({ resolvedAt }: ThreadCard): boolean {
  return resolvedAt === null;
}

'use client';

import type { ThreadCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import type { CommentPlace } from './comment-place.tsx';
import { ThreadView } from './thread-view.tsx';

/** All threads of a document: the open ones, and below them, folded, those that are resolved. */
export function ThreadList({
  place,
  threads,
  current = null,
  empty,
  onShow,
  onAccept,
  onDone,
}: {
  place: CommentPlace;
  threads: readonly ThreadCard[];
  /** The thread at the cursor. */
  current?: string | null;
  /** Said where no thread is open; null for nothing. */
  empty?: string | null;
  /** Shows what a thread is about; null for one whose text is gone, or that is about the whole document. */
  onShow?: (thread: ThreadCard) => (() => void) | null;
  /** Puts what a thread suggests into the text; null where that is not what it was. */
  onAccept?: (thread: ThreadCard) => (() => void) | null;
  /** Something was said or settled. */
  onDone?: () => void;
}) {
  const t = useTranslations('comments');
  const open = threads.filter(({ resolvedAt }) => resolvedAt === null);
  const resolved = threads.filter(({ resolvedAt }) => resolvedAt !== null);
  return (
    <>
      {open.length === 0 && empty !== null && <p className="text-ink-soft">{empty ?? t('empty')}</p>}
      {/* One list, in which a thread that is settled moves with what is being written in it. */}
      <ul className="flex flex-col">
        {[...open, ...resolved].map((thread) => (
          <ThreadView
            key={thread.id}
            place={place}
            thread={thread}
            isCurrent={thread.id === current}
            {...(onShow && { show: onShow(thread) })}
            {...(onAccept && { accept: onAccept(thread) })}
            {...(onDone && { onDone })}
          />
        ))}
      </ul>
    </>
  );
}

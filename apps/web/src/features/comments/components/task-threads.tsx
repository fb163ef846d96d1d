'use client';

import { MAX_QUOTE, type ThreadCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Commented } from '#features/documents/components/beside/commented-body.ts';
import type { CommentPlace } from './comment-place.tsx';
import { NewTaskThread } from './new-task-thread.tsx';
import { ThreadList } from './thread-list.tsx';

/** What people say about a task, and the way to say something about it. */
export function TaskThreads({
  task: { id: taskId, title },
  place,
  threads,
  onDone,
}: {
  task: Commented;
  place: CommentPlace;
  /** Those of the list. */
  threads: readonly ThreadCard[];
  onDone: () => void;
}) {
  const t = useTranslations('comments');
  const id = useId();
  // Its title stands above already.
  const own = threads
    .filter((thread) => thread.taskId === taskId)
    .map((thread) => ({ ...thread, quote: '' }));
  if (own.length === 0 && !place.mayComment) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1.5">
      <h3 id={id} className="font-medium">
        {t('title')}
      </h3>
      <ThreadList place={place} threads={own} empty={null} onDone={onDone} />
      {place.mayComment && (
        <NewTaskThread
          place={place}
          task={{ id: taskId, title: title.slice(0, MAX_QUOTE) }}
          onDone={onDone}
        />
      )}
    </section>
  );
}

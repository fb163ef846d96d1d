'use client';

import type { ThreadCard } from '@plenum/domain/comments/types';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { Button } from '#components/button.tsx';
import { Problem } from '#components/problem.tsx';
import type { CommentedBody } from '#features/documents/components/beside/commented-body.ts';
import { useOpenDocument } from '#features/documents/components/beside/open-document.tsx';
import { SidePanel } from '#features/documents/components/beside/side-panel.tsx';
import type { LiveDocument } from '#lib/collab/live-document.ts';
import { TaskThreads } from './task-threads.tsx';
import { ThreadList } from './thread-list.tsx';
import { useThreads } from './use-threads.ts';

/** All threads of a list of tasks, live, beside it; those about a task that is gone are gone with it. */
export function ListComments({
  live,
  mayComment,
  mayModerate,
  things,
  open,
  onComments,
}: CommentedBody & { live: LiveDocument; mayComment: boolean; mayModerate: boolean }) {
  const t = useTranslations('comments');
  const { documentId, token, onCount } = useOpenDocument();
  const { threads, failed, reload } = useThreads({ live, documentId, token });
  const place = useMemo(
    () => ({ documentId, mayComment, mayModerate, ...(token !== undefined && { token }) }),
    [documentId, token, mayComment, mayModerate],
  );
  useEffect(
    () =>
      onComments({
        countOf: (id) => countOn(threads, id),
        of: (task) => (
          <TaskThreads key={task.id} task={task} place={place} threads={threads} onDone={reload} />
        ),
      }),
    [place, threads, reload, onComments],
  );
  useEffect(() => () => onComments(null), [onComments]);

  const shown = threads.flatMap((thread) => {
    if (thread.taskId === null) return thread;
    const task = things.get(thread.taskId);
    return task ? { ...thread, quote: task.title } : [];
  });
  const waiting = shown.filter(({ resolvedAt }) => resolvedAt === null).length;
  useEffect(() => onCount('comments', waiting), [waiting, onCount]);
  const show = ({ taskId }: ThreadCard) => (taskId === null ? null : () => open(taskId));
  const toList = () => document.querySelector<HTMLElement>('main button')?.focus();
  return (
    <SidePanel panel="comments" title={t('title')} close={t('close')} onClose={toList}>
      {failed && (
        <div className="flex flex-col items-start gap-2">
          <Problem>{t('failed')}</Problem>
          <Button size="small" onClick={reload}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
      <ThreadList place={place} threads={shown} empty={t('emptyList')} onShow={show} onDone={reload} />
    </SidePanel>
  );
}

/** Comments of threads about a task that are not settled. */
function countOn(threads: readonly ThreadCard[], id: string): number {
  let count = 0;
  for (const { taskId, resolvedAt, comments } of threads) {
    if (taskId === id && resolvedAt === null) count += comments.length;
  }
  return count;
}

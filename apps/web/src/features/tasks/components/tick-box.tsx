'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { useTasks } from './tasks-context.tsx';

/** Says that a task is done, or is not; as large as a finger. */
export function TickBox({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { edits, mayWrite } = useTasks();
  return (
    <label className="grid size-11 shrink-0 cursor-pointer place-items-center">
      <input
        type="checkbox"
        checked={task.isDone}
        disabled={!mayWrite}
        aria-label={t('tick', { title: task.title || t('untitledTask') })}
        onChange={(event) => edits.tick([task.id], event.target.checked)}
        className="size-4.5 accent-ink"
      />
    </label>
  );
}

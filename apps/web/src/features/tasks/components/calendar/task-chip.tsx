'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { useTasks } from '../tasks-context.tsx';
import { useDayDrag } from '../use-day-drag.ts';
import { TITLE } from '../use-row-keys.ts';

/** A task in a day of the calendar: in one line, with its hour. */
export const TaskChip = memo(function TaskChip({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { open, opened, mayWrite } = useTasks();
  const ref = useDayDrag<HTMLButtonElement>(task.id, mayWrite);
  const time = task.due?.slice(11, 16);
  return (
    <button
      ref={ref}
      type="button"
      {...{ [TITLE]: task.id }}
      aria-expanded={opened === task.id}
      data-done={task.isDone || undefined}
      onClick={() => open(opened === task.id ? null : task.id)}
      className="task-chip"
    >
      {/* All over the button: Firefox lets a button be dragged by what is in it alone. */}
      <span className="task-chip-words">
        {time && <span className="text-ink-soft tabular-nums">{time}</span>}
        <bdi className="min-w-0 truncate">{task.title || t('untitledTask')}</bdi>
        {task.isDone && <span className="sr-only">{t('done')}</span>}
      </span>
    </button>
  );
});

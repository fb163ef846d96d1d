'use client';

import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { useTasks } from '../tasks-context.tsx';
import { useDayDrop } from '../use-day-drag.ts';
import { TaskStack } from './task-stack.tsx';

/** What is to be done on no day yet, to be dragged to one; what is dragged here has none any more. */
export function Undated({ tasks, onTask }: { tasks: readonly Task[]; onTask: (id: TaskId) => void }) {
  const t = useTranslations('tasks.calendar');
  const { mayWrite } = useTasks();
  const { ref, isOver } = useDayDrop<HTMLElement>(mayWrite, onTask);
  return (
    <section
      ref={ref}
      aria-label={t('undated')}
      data-over={isOver || undefined}
      className="mt-4 rounded-base bg-sunken p-3 data-over:outline data-over:outline-ink"
    >
      <h2 className="pb-1 font-semibold">
        {t('undated')} <span className="font-normal text-ink-soft text-small">{tasks.length}</span>
      </h2>
      {tasks.length > 0 ? (
        <TaskStack tasks={tasks} label={t('undated')} />
      ) : (
        <p className="text-ink-soft text-small">{t('allDated')}</p>
      )}
    </section>
  );
}

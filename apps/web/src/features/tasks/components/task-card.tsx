'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { TaskFacts } from './task-facts.tsx';
import { useTasks } from './tasks-context.tsx';
import { TickBox } from './tick-box.tsx';
import { TITLE } from './use-row-keys.ts';
import { useTaskDrag } from './use-task-drag.ts';

/** A task on the board. */
export const TaskCard = memo(function TaskCard({
  task,
  done,
  parts,
}: {
  task: Task;
  done: number;
  parts: number;
}) {
  const t = useTranslations('tasks');
  const { open, opened, mayWrite } = useTasks();
  const { ref, edge } = useTaskDrag(task, mayWrite);
  return (
    <div
      ref={ref}
      data-edge={edge ?? undefined}
      data-open={opened === task.id || undefined}
      className="task-row flex items-start rounded-base border border-line bg-raised pe-3 data-open:border-ink"
    >
      <TickBox task={task} />
      <div className="min-w-0 flex-1 py-1">
        <button
          type="button"
          {...{ [TITLE]: task.id }}
          aria-expanded={opened === task.id}
          onClick={() => open(opened === task.id ? null : task.id)}
          className={`min-h-9 w-full text-start ${task.isDone ? 'text-ink-soft line-through' : ''}`}
        >
          <bdi className="break-words">{task.title || t('untitledTask')}</bdi>
        </button>
        <TaskFacts task={task} done={done} parts={parts} />
      </div>
    </div>
  );
});

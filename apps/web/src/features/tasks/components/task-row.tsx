'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { TaskFacts } from './task-facts.tsx';
import { useTasks } from './tasks-context.tsx';
import { TickBox } from './tick-box.tsx';
import { TITLE } from './use-row-keys.ts';
import { useTaskDrag } from './use-task-drag.ts';

/** A task in the list: its box, its title, which opens it, and what is to be seen of it at a glance. */
export const TaskRow = memo(function TaskRow({
  task,
  level,
  done,
  parts,
}: {
  task: Task;
  level: number;
  done: number;
  parts: number;
}) {
  const t = useTranslations('tasks');
  const { open, opened, mayWrite } = useTasks();
  const { ref, edge } = useTaskDrag(task, mayWrite);
  return (
    <div
      ref={ref}
      data-level={level}
      data-edge={edge ?? undefined}
      data-open={opened === task.id || undefined}
      className="task-row group flex min-h-11 items-start gap-1 border-line border-b pe-1 data-open:bg-hover"
    >
      <TickBox task={task} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
        <button
          type="button"
          {...{ [TITLE]: task.id }}
          aria-expanded={opened === task.id}
          onClick={() => open(opened === task.id ? null : task.id)}
          className={`min-h-9 min-w-0 flex-1 basis-40 text-start ${task.isDone ? 'text-ink-soft line-through' : ''}`}
        >
          <bdi className="break-words">{task.title || t('untitledTask')}</bdi>
        </button>
        <TaskFacts task={task} done={done} parts={parts} />
      </div>
    </div>
  );
});

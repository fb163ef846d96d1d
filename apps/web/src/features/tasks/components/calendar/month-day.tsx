'use client';

import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { dayInWords } from '#i18n/day.ts';
import { useTasks } from '../tasks-context.tsx';
import { useDayDrop } from '../use-day-drag.ts';
import { firstOf } from './month-days.ts';
import { TaskChip } from './task-chip.tsx';
import { TaskStack } from './task-stack.tsx';

/** Tasks that a day shows before it is opened. */
const MOST = 3;

/** A day of the month with the first of its tasks; the others are shown when they are asked for. */
export function MonthDay({
  day,
  tasks,
  isOutside,
  moved,
  onTask,
}: {
  day: string;
  tasks: readonly Task[];
  isOutside: boolean;
  /** The task that was moved last, which is to be seen wherever it came. */
  moved: TaskId | null;
  onTask: (id: TaskId) => void;
}) {
  const t = useTranslations('tasks.calendar');
  const locale = useLocale();
  const { today, mayWrite } = useTasks();
  const [isOpen, setIsOpen] = useState(false);
  const { ref, isOver } = useDayDrop<HTMLLIElement>(mayWrite, onTask);
  const words = dayInWords(locale, day);
  const shown = firstOf(tasks, { most: MOST, moved });
  return (
    <li
      ref={ref}
      aria-current={day === today ? 'date' : undefined}
      data-outside={isOutside || undefined}
      data-over={isOver || undefined}
      className="task-day"
    >
      <time dateTime={day} className="task-day-number">
        <span aria-hidden>{Number(day.slice(8))}</span>
        <span className="sr-only">{words}</span>
      </time>
      {isOpen ? (
        <TaskStack tasks={tasks} label={words} />
      ) : (
        tasks.length > 0 && (
          <ul aria-label={words} className="flex flex-col gap-0.5">
            {shown.map((task) => (
              <li key={task.id}>
                <TaskChip task={task} />
              </li>
            ))}
          </ul>
        )
      )}
      {tasks.length > MOST && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="min-h-7 w-full rounded-small px-1.5 text-start text-ink-soft text-small hover:bg-hover hover:text-ink"
        >
          {isOpen ? t('fewer') : t('more', { count: tasks.length - MOST })}
          <span className="sr-only">, {words}</span>
        </button>
      )}
    </li>
  );
}

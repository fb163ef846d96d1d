'use client';

import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { useLocale } from 'next-intl';
import { MonthDay } from './month-day.tsx';
import { monthOf } from './month-days.ts';

const NO_TASKS: readonly Task[] = [];

/** A month as a grid, a week in each line. */
export function MonthGrid({
  label,
  month,
  days,
  byDay,
  moved,
  onTask,
}: {
  label: string;
  month: string;
  /** Whole weeks. */
  days: readonly string[];
  byDay: ReadonlyMap<string, Task[]>;
  moved: TaskId | null;
  onTask: (id: TaskId, day: string) => void;
}) {
  const locale = useLocale();
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className="task-month">
      <div aria-hidden className="task-week">
        {days.slice(0, 7).map((day) => (
          <span key={day}>{weekday.format(new Date(day))}</span>
        ))}
      </div>
      <ol aria-label={label} className="task-days">
        {days.map((day) => (
          <MonthDay
            key={day}
            day={day}
            tasks={byDay.get(day) ?? NO_TASKS}
            isOutside={monthOf(day) !== month}
            moved={moved}
            onTask={(id) => onTask(id, day)}
          />
        ))}
      </ol>
    </div>
  );
}

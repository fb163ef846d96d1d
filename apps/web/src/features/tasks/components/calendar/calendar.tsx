'use client';

import './calendar.css';
import type { TaskId } from '@plenum/domain/tasks/types';
import { addDays } from '@plenum/domain/tasks/when';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { dayOfWhen, dueOnDay } from '../move-days.ts';
import { type Group, tasksIn } from '../rows.ts';
import { useTasks } from '../tasks-context.tsx';
import { dayKeys, useDayMoves } from '../use-day-moves.ts';
import { Agenda } from './agenda.tsx';
import { firstWeekday, monthDays, monthOf, tasksByDay } from './month-days.ts';
import { MonthGrid } from './month-grid.tsx';
import { MonthSwitch } from './month-switch.tsx';
import { Undated } from './undated.tsx';
import { useIsNarrow } from './use-is-narrow.ts';

/** The tasks of a list on the days on which they are due, a month at a time. */
export function Calendar({ groups }: { groups: readonly Group[] }) {
  const t = useTranslations('tasks.calendar');
  const locale = useLocale();
  const { today, tasks, mayWrite } = useTasks();
  const [month, setMonth] = useState(() => monthOf(today));
  const { moved, said, move } = useDayMoves();
  const isNarrow = useIsNarrow();
  const all = useMemo(() => tasksIn(groups), [groups]);
  const byDay = useMemo(() => tasksByDay(all), [all]);
  const undated = useMemo(() => all.filter(({ due, isDone }) => due === null && !isDone), [all]);
  const weeks = useMemo(() => monthDays(month, firstWeekday(locale)), [month, locale]);
  const days = useMemo(
    () => (isNarrow ? weeks.filter((day) => monthOf(day) === month) : weeks),
    [isNarrow, weeks, month],
  );

  function put(id: TaskId, day: string | null) {
    const task = tasks.get(id);
    if (!task) return;
    if (day !== null) move(task, dueOnDay(task, day));
    else move(task, task.due === null ? null : { due: null });
  }
  function moveBy({ id, days: count }: { id: TaskId; days: number }) {
    const task = tasks.get(id);
    if (!task) return;
    const day = task.due === null ? today : addDays(dayOfWhen(task.due), count);
    put(id, day);
    if (mayWrite && !days.includes(day)) setMonth(monthOf(day));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is in it has the focus
    <div className="task-calendar" onKeyDown={(event) => dayKeys(event, moveBy)}>
      <MonthSwitch month={month} onMonth={setMonth} />
      {isNarrow ? (
        <Agenda label={t('label')} days={days} byDay={byDay} undated={undated} onTask={put} />
      ) : (
        <>
          <MonthGrid label={t('label')} month={month} days={days} byDay={byDay} moved={moved} onTask={put} />
          <Undated tasks={undated} onTask={(id) => put(id, null)} />
          {mayWrite && <p className="no-print mt-2 text-ink-soft text-small">{t('hint')}</p>}
        </>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

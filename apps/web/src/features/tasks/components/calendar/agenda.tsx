'use client';

import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { dayInWords } from '#i18n/day.ts';
import { heightOf } from '../height-of.ts';
import { TaskFacts } from '../task-facts.tsx';
import { useTasks } from '../tasks-context.tsx';
import { TickBox } from '../tick-box.tsx';
import { useDayDrag, useDayDrop } from '../use-day-drag.ts';
import { useNearRows } from '../use-near-rows.ts';
import { TITLE } from '../use-row-keys.ts';
import { type AgendaRow, agendaRows } from './agenda-rows.ts';

/** The days of a month on which something is due, one below the other, and below them what is due on none. */
export function Agenda({
  label,
  days,
  byDay,
  undated,
  onTask,
}: {
  label: string;
  days: readonly string[];
  byDay: ReadonlyMap<string, Task[]>;
  undated: readonly Task[];
  /** A task was dragged to a day, or to none. */
  onTask: (id: TaskId, day: string | null) => void;
}) {
  const t = useTranslations('tasks.calendar');
  const rows = useMemo(() => agendaRows({ days, byDay, undated }), [days, byDay, undated]);
  const near = useNearRows(rows.length, (index) => rows[index]?.key);
  return (
    <>
      {rows.every(({ day }) => day === null) && <p className="text-ink-soft">{t('nothing')}</p>}
      <ul ref={near.place} aria-label={label} className="-ms-3">
        <li aria-hidden ref={heightOf(near.above)} />
        {near.items.map(({ index, key }) => {
          const row = rows[index];
          return (
            row && (
              <li key={key} data-index={index} ref={near.measure}>
                <Line row={row} onTask={onTask} />
              </li>
            )
          );
        })}
        <li aria-hidden ref={heightOf(near.below)} />
      </ul>
    </>
  );
}

function Line({ row, onTask }: { row: AgendaRow; onTask: (id: TaskId, day: string | null) => void }) {
  const t = useTranslations('tasks.calendar');
  const locale = useLocale();
  const { today, mayWrite } = useTasks();
  const { day, task } = row;
  const { ref, isOver } = useDayDrop<HTMLDivElement>(mayWrite, (id) => onTask(id, day));
  return (
    <div ref={ref} data-over={isOver || undefined} className="data-over:bg-hover">
      {task ? (
        <AgendaTask task={task} />
      ) : (
        <h3
          aria-current={day === today ? 'date' : undefined}
          className="border-line border-b ps-3 pt-4 pb-1 font-semibold"
        >
          {day === null ? t('undated') : dayInWords(locale, day)}
        </h3>
      )}
    </div>
  );
}

function AgendaTask({ task }: { task: Task }) {
  const t = useTranslations('tasks');
  const { open, opened, mayWrite } = useTasks();
  const ref = useDayDrag<HTMLDivElement>(task.id, mayWrite);
  return (
    <div
      ref={ref}
      data-open={opened === task.id || undefined}
      className="task-row flex min-h-11 items-start gap-1 border-line border-b pe-1 data-open:bg-hover"
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
        <TaskFacts task={task} done={0} parts={0} />
      </div>
    </div>
  );
}

'use client';

import './timeline.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { Button } from '#components/button.tsx';
import { firstWeekday } from '../calendar/month-days.ts';
import { heightOf } from '../height-of.ts';
import { dueOnDay, movedByDays } from '../move-days.ts';
import type { Group } from '../rows.ts';
import { useTasks } from '../tasks-context.tsx';
import { dayKeys, useDayMoves } from '../use-day-moves.ts';
import { type Axis, axisAround, DAY_WIDTH, timelineRows } from './axis.ts';
import { AxisHead } from './axis-head.tsx';
import { placeOn } from './place-on.ts';
import { TimelineTask } from './timeline-task.tsx';

/** Pixels of a line. */
const LINE = 40;

/** The tasks of a list from their start to their end, along the days, of thousands those that are to be seen. */
export function Timeline({ groups }: { groups: readonly Group[] }) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const { tasks, today, mayWrite } = useTasks();
  const moves = useDayMoves();
  const rows = useMemo(() => timelineRows(groups), [groups]);
  const axis = useMemo(() => axisAround(today, firstWeekday(locale)), [today, locale]);
  const box = useRef<HTMLElement>(null);
  const showToday = useCallback(() => scrollToToday(box.current, axis), [axis]);
  useLayoutEffect(showToday, [showToday]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE,
    overscan: 10,
    getItemKey: (index) => rows[index]?.key ?? index,
    initialRect: { width: 0, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const latest = useRef(moves.move);
  useEffect(() => {
    latest.current = moves.move;
  });
  const onMove = useCallback<typeof moves.move>((task, changes) => latest.current(task, changes), []);
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) =>
    dayKeys(event, ({ id, days }) => {
      const task = tasks.get(id);
      const hasDay = task?.start || task?.due;
      if (task) moves.move(task, hasDay ? movedByDays(task, days) : dueOnDay(task, today));
    });

  return (
    <>
      <div className="no-print mb-2 flex justify-end">
        <Button size="small" onClick={showToday}>
          {t('calendar.today')}
        </Button>
      </div>
      <section ref={box} aria-label={t('views.timeline')} onKeyDown={onKeyDown} className="task-timeline">
        <div ref={widthOf(axis)} className="timeline-all">
          <AxisHead axis={axis} />
          <div aria-hidden className="timeline-lines">
            <div ref={placeOn({ at: axis.today, length: 1 })} className="timeline-today" />
          </div>
          <ul aria-label={t('label')}>
            <li aria-hidden ref={heightOf(above)} />
            {items.map(({ index, key }) => {
              const row = rows[index];
              return (
                row && (
                  <li key={key}>
                    {row.kind === 'section' ? (
                      <h2 className="timeline-section">
                        <bdi>{row.section.title || t('untitledSection')}</bdi>
                      </h2>
                    ) : (
                      <TimelineTask
                        task={row.task}
                        axis={axis}
                        isMoved={moves.moved === row.key}
                        onMove={onMove}
                      />
                    )}
                  </li>
                )
              );
            })}
            <li aria-hidden ref={heightOf(below)} />
          </ul>
        </div>
      </section>
      {mayWrite && <p className="no-print mt-2 text-ink-soft text-small">{t('timelineHint')}</p>}
      <p role="status" className="sr-only">
        {moves.said}
      </p>
    </>
  );
}

function widthOf({ length }: Axis): (element: HTMLElement | null) => void {
  return (element) => element?.style.setProperty('--axis', `${length * DAY_WIDTH}px`);
}

/** With some of the days before it. */
function scrollToToday(box: HTMLElement | null, { today }: Axis): void {
  if (!box) return;
  const along = Math.max(0, today * DAY_WIDTH - box.clientWidth / 5);
  box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -along : along;
}

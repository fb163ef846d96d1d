'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useRef } from 'react';
import { type DayChanges, movedByDays } from '../move-days.ts';
import { useTasks } from '../tasks-context.tsx';
import { TITLE } from '../use-row-keys.ts';
import { useWhenWords } from '../when-words.ts';
import { type Axis, type Span, spanOf } from './axis.ts';
import { placeOn } from './place-on.ts';
import { useBarDrag } from './use-bar-drag.ts';

interface Line {
  task: Task;
  axis: Axis;
  /** It was moved just now, and is to be seen where it came. */
  isMoved: boolean;
  onMove: (task: Task, changes: DayChanges | null) => void;
}

/** A task in the timeline: its title, with its days in words, and its bar. */
export const TimelineTask = memo(function TimelineTask({ task, axis, isMoved, onMove }: Line) {
  const t = useTranslations('tasks');
  const { open, opened } = useTasks();
  const words = useWhenWords();
  const isOpened = opened === task.id;
  const span = spanOf(task, axis);
  const toggle = () => open(isOpened ? null : task.id);
  return (
    <div data-open={isOpened || undefined} data-done={task.isDone || undefined} className="timeline-line">
      <div className="timeline-title">
        <button type="button" {...{ [TITLE]: task.id }} aria-expanded={isOpened} onClick={toggle}>
          <bdi>{task.title || t('untitledTask')}</bdi>
          {task.isDone && <span className="sr-only">{t('done')}</span>}
          <span className="sr-only">, {words(task)}</span>
        </button>
      </div>
      <div className="timeline-days">
        {span && (
          <Bar
            task={task}
            span={span}
            isWanted={isMoved || isOpened}
            title={words(task)}
            onMove={(days) => onMove(task, movedByDays(task, days))}
            onPress={toggle}
          />
        )}
      </div>
    </div>
  );
});

/** The days of a task; for those who see it, since its title says them in words. */
function Bar({
  task,
  span,
  isWanted,
  title,
  onMove,
  onPress,
}: {
  task: Task;
  span: Span;
  isWanted: boolean;
  title: string;
  onMove: (days: number) => void;
  onPress: () => void;
}) {
  const { mayWrite } = useTasks();
  const pull = useBarDrag({ mayWrite, onMove, onPress });
  const element = useRef<HTMLDivElement>(null);
  const { at, length } = span;
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown anew wherever it has come
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isWanted, at, length]);
  return (
    <div
      ref={(bar) => {
        element.current = bar;
        placeOn(span)(bar);
      }}
      aria-hidden
      title={title}
      data-bar={task.start && task.due ? 'bar' : 'dot'}
      className="timeline-bar"
      {...pull}
    />
  );
}

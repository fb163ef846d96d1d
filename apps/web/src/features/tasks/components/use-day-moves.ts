import type { Task, TaskId } from '@plenum/domain/tasks/types';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import type { DayChanges } from './move-days.ts';
import { useTasks } from './tasks-context.tsx';
import { focusTask, TITLE } from './use-row-keys.ts';
import { useWhenWords } from './when-words.ts';

/** Moves tasks among days, and says where each has come. */
export interface DayMoves {
  /** The task that was moved last. */
  moved: TaskId | null;
  /** For those who don't see it. */
  said: string;
  move(task: Task, changes: DayChanges | null): void;
}

/** What the views by days have in common. */
export function useDayMoves(): DayMoves {
  const t = useTranslations('tasks');
  const { edits, mayWrite } = useTasks();
  const words = useWhenWords();
  const [last, setLast] = useState<{ id: TaskId; said: string } | null>(null);
  return {
    moved: last?.id ?? null,
    said: last?.said ?? '',
    move(task, changes) {
      if (!changes || !mayWrite) return;
      edits.change(task.id, changes);
      const title = task.title || t('untitledTask');
      setLast({ id: task.id, said: t('dates.moved', { title, when: words({ ...task, ...changes }) }) });
    },
  };
}

/**
 * The keys of a view by days: arrows go from task to task, with Shift they move the one that has the focus, to the sides by a day, up and
 * down by a week.
 */
export function dayKeys(
  event: KeyboardEvent<HTMLElement>,
  onMove: (move: { id: TaskId; days: number }) => void,
): void {
  const { currentTarget, target } = event;
  const id = target instanceof HTMLElement ? target.getAttribute(TITLE) : null;
  if (!(target instanceof HTMLElement) || id === null) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isRtl = getComputedStyle(currentTarget).direction === 'rtl';
  const days = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: isRtl ? 1 : -1, ArrowRight: isRtl ? -1 : 1 }[
    event.key
  ];
  if (days === undefined) return;
  event.preventDefault();
  if (event.shiftKey) {
    onMove({ id, days });
    focusTask(id);
    return;
  }
  const titles = [...currentTarget.querySelectorAll<HTMLElement>(`[${TITLE}]`)];
  const at = titles.indexOf(target);
  titles[at + Math.sign(days)]?.focus();
}

import type { TaskId } from '@plenum/domain/tasks/types';
import { tasksAt } from '@plenum/editor/tasks/order';
import type { KeyboardEvent } from 'react';
import type { Row } from './rows.ts';
import { type Tasks, useTasks } from './tasks-context.tsx';

/** What the title of a task in the list is found by. */
export const TITLE = 'data-task';

/** Puts the focus on a task's title, as soon as it is drawn. */
export function focusTask(id: TaskId): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[${TITLE}="${CSS.escape(id)}"]`)?.focus();
  });
}

/**
 * The keys of a list: arrows go from task to task, with Alt they move it, and make it a part of the one above or take it out again. Delete
 * deletes it.
 */
export function useRowKeys(
  rows: readonly Row[],
  scrollTo: (index: number) => void,
): (event: KeyboardEvent) => void {
  const tasks = useTasks();
  return (event) => {
    const id = event.target instanceof Element ? event.target.getAttribute(TITLE) : null;
    const at = id === null ? -1 : rows.findIndex((row) => row.key === id);
    const row = rows[at];
    if (row?.kind !== 'task' || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.altKey ? !(tasks.mayWrite && move(tasks, row.task.id, event.key)) : !go(event.key)) return;
    event.preventDefault();

    function go(key: string): boolean {
      if (key === 'Delete' && tasks.mayWrite && id !== null) tasks.remove([id]);
      const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
      if (step === 0) return key === 'Delete';
      let next = at + step;
      while (rows[next] && rows[next]?.kind !== 'task') next += step;
      const goal = rows[next];
      if (goal) {
        scrollTo(next);
        focusTask(goal.key);
      }
      return true;
    }
  };
}

/** @returns whether the key moves a task */
function move({ tasks, edits }: Pick<Tasks, 'tasks' | 'edits'>, id: TaskId, key: string): boolean {
  const task = tasks.get(id);
  if (!task) return false;
  const { parentId, sectionId } = task;
  const beside = tasksAt(tasks.values(), { parentId, sectionId });
  const at = beside.findIndex((one) => one.id === id);
  const above = beside[at - 1];
  switch (key) {
    case 'ArrowUp':
      if (above) edits.move([id], { parentId, sectionId, before: above.id });
      break;
    case 'ArrowDown':
      if (at + 1 < beside.length) {
        edits.move([id], { parentId, sectionId, before: beside[at + 2]?.id ?? null });
      }
      break;
    case 'ArrowRight':
      if (above) edits.move([id], { parentId: above.id, sectionId, before: null });
      break;
    case 'ArrowLeft': {
      const parent = parentId === null ? undefined : tasks.get(parentId);
      if (parent) edits.move([id], after(tasks, parent.id));
      break;
    }
    default:
      return false;
  }
  focusTask(id);
  return true;
}

/** The place behind a task. */
function after(tasks: Tasks['tasks'], id: TaskId) {
  const task = tasks.get(id);
  const [parentId, sectionId] = [task?.parentId ?? null, task?.sectionId ?? null];
  const beside = tasksAt(tasks.values(), { parentId, sectionId });
  const next = beside[beside.findIndex((one) => one.id === id) + 1];
  return { parentId, sectionId, before: next?.id ?? null };
}

import type { ChangedFields } from '@plenum/domain/tasks/several';
import type { TaskPlace } from '@plenum/domain/tasks/types';
import { createContext } from 'react';
import type { SeveralOutcome } from '#lib/several-tasks.ts';

/** What of tasks is otherwise by now than the page came with, by {@link taskKey}. */
export type Shown = ReadonlyMap<string, ChangedFields>;

/** How the tasks of the page are by now. */
export const ChangedTasks = createContext<Shown>(new Map());

/** Tells a task from all others; the value of its choice. */
export function taskKey({ documentId, taskId }: TaskPlace): string {
  return `${documentId} ${taskId}`;
}

/** What is shown after something was done. */
export function withShown(shown: Shown, outcome: SeveralOutcome | null): Shown {
  if (!outcome) return shown;
  const next = new Map(shown);
  for (const step of outcome.steps) {
    const key = taskKey(step);
    next.set(key, { ...next.get(key), ...step.now });
  }
  return next;
}

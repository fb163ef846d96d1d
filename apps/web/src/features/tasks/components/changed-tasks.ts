'use client';

import type { ChangedFields } from '@plenum/domain/tasks/several';
import { createContext } from 'react';
import type { SeveralOutcome } from '#lib/several-tasks.ts';
import { taskKey } from './task-key.ts';

/** What of tasks is otherwise by now than the page came with, by {@link taskKey}. */
export type Shown = ReadonlyMap<string, ChangedFields>;

/** How the tasks of the page are by now. */
export const ChangedTasks = createContext<Shown>(new Map());

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

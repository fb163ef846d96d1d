'use client';

import { late } from '#lib/late.tsx';
import { ReadList } from './components/read-list.tsx';
import type { TaskListProps } from './components/task-list-props.ts';

/**
 * The tasks of the open document, in the place of a text: a list or a board, in which everybody works at once. Until that has come, the list as
 * the server read it; whoever opens a text waits for none of it.
 */
export const TaskList = late<TaskListProps>(
  async () => (await import('./components/live-list.tsx')).LiveList,
  ReadList,
);

/** The tasks of an open text: see there. It comes once somebody reads on, or writes. */
export const TextTasks = late(async () => (await import('./components/text/text-tasks.tsx')).TextTasks);

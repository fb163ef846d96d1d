'use client';

import { ReadingView } from '#features/documents/components/editor/reading-view.tsx';
import { late } from '#lib/late.tsx';
import type { TaskListProps } from './components/task-list-props.ts';

/**
 * The tasks of the open document, in the place of a text: a list or a board, in which everybody works at once. Until that has come, the list as
 * the server read it; whoever opens a text waits for none of it.
 */
export const TaskList = late<TaskListProps>(
  async () => (await import('./components/live-list.tsx')).LiveList,
  ({ html, isWhole = true }) => <ReadingView html={html} isWhole={isWhole} />,
);

/** The tasks of an open text: see there. It comes once somebody reads on, or writes. */
export const TextTasks = late(async () => (await import('./components/text/text-tasks.tsx')).TextTasks);

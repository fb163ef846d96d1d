import type { Section, Task, TaskId } from '@plenum/domain/tasks/types';
import { inOrder } from '@plenum/editor/tasks/order';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import { type OpenedTasks, openTasks, type TaskEdits } from './opened-tasks.ts';

/** A list as it is now, and what can be done with it: another object after each change. */
export interface TaskListNow {
  tasks: ReadonlyMap<TaskId, Task>;
  sections: readonly Section[];
  /** How often it has changed. */
  version: number;
  edits: TaskEdits;
}

/** The tasks in a document, as they are at every moment; null until it is open. */
export function useTaskList(doc: Doc | null): TaskListNow | null {
  const [opened, setOpened] = useState<OpenedTasks | null>(null);
  useEffect(() => {
    if (!doc) return;
    const now = openTasks(doc);
    setOpened(now);
    return () => {
      setOpened(null);
      now.close();
    };
  }, [doc]);
  const version = useSyncExternalStore(
    opened?.list.subscribe ?? subscribeToNothing,
    () => opened?.list.version ?? 0,
    () => 0,
  );
  return useMemo(() => {
    if (!opened) return null;
    const { list, edits } = opened;
    return { tasks: list.tasks, sections: inOrder(list.sections.values()), version, edits };
  }, [opened, version]);
}

function subscribeToNothing(): () => void {
  return () => {};
}

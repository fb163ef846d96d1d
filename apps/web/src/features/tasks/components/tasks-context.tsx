'use client';

import type { PersonCard } from '@plenum/domain/accounts/types';
import type { GroupId } from '@plenum/domain/ids';
import type { TaskId } from '@plenum/domain/tasks/types';
import { createContext, useContext } from 'react';
import type { BodyComments } from '#features/documents/components/beside/commented-body.ts';
import type { TaskListNow } from './use-task-list.ts';

/** Whom a task can be given to. */
export interface Assignable {
  people: PersonCard[];
  groups: { id: GroupId; name: string }[];
}

/** Of lines that were added at once: how many were too many, and how many too long. */
export interface Missing {
  leftOut: number;
  cut: number;
}

/** What the parts of an open list share. */
export interface Tasks extends TaskListNow {
  mayWrite: boolean;
  assignable: Assignable;
  /** The day that it is here, as ISO 8601. */
  today: string;
  /** The task whose details are open. */
  opened: TaskId | null;
  open(id: TaskId | null): void;
  /** What people say about them; null while that is not known, and for who may not read it. */
  comments: BodyComments | null;
  /** Says what of the lines that were added is missing. */
  onMissing(missing: Missing): void;
  /** Deletes tasks, and offers to take that back. */
  remove(ids: readonly TaskId[]): void;
}

const Context = createContext<Tasks | null>(null);

export const TasksProvider = Context.Provider;

/** The list around. @throws an Error outside one. */
export function useTasks(): Tasks {
  const tasks = useContext(Context);
  if (!tasks) throw new Error('there is no list of tasks around');
  return tasks;
}

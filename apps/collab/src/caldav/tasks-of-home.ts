import type { GatheredHome } from '@plenum/domain/tasks/gathered';
import type { Task } from '@plenum/domain/tasks/types';
import { NamesOfList } from './task-names.ts';

/** What is known of a task that was derived, or is a line of a text. */
type Said = Pick<
  Task,
  'id' | 'uid' | 'title' | 'isDone' | 'parentId' | 'start' | 'due' | 'priority' | 'labels'
>;

/** A task of which nothing else is known. */
export function bareTask(said: Said): Task {
  return {
    ...said,
    ...{ people: [], groups: [], names: {}, sectionId: null, position: '', reminders: [], repeat: null },
    ...{ doneAt: null, blockedBy: [], relatesTo: [], createdAt: null, foreign: null },
  };
}

/** The tasks of another home that a list shows, and how they name each other. In two homes there can be one of the same id, so its UID is another. */
export function tasksOfHome({ documentId, tasks: gathered }: GatheredHome): {
  tasks: Task[];
  names: NamesOfList;
} {
  const tasks = gathered.map(({ people, groups, ...said }) => ({
    ...bareTask({ ...said, uid: `${said.id}.${documentId}` }),
    people: people.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    names: Object.fromEntries([...people, ...groups].map(({ id, name }) => [id, name])),
  }));
  return { tasks, names: new NamesOfList(documentId, tasks) };
}

import type { GatheredHome } from './gathered.ts';
import type { Task } from './types.ts';

/** What is known of a task that was derived, or is a line of a text. */
type Said = Pick<
  Task,
  'id' | 'uid' | 'title' | 'isDone' | 'parentId' | 'start' | 'due' | 'priority' | 'labels' | 'repeat'
>;

/** A task of which nothing else is known. */
export function bareTask(said: Said): Task {
  return {
    ...said,
    ...{ people: [], groups: [], names: {}, sectionId: null, position: '', reminders: [] },
    ...{ doneAt: null, blockedBy: [], relatesTo: [], createdAt: null, foreign: null },
  };
}

/** The tasks of another home that a list shows, in their order. In two homes there can be one of the same id, so its UID is another. */
export function tasksFromHome({ documentId, tasks }: Pick<GatheredHome, 'documentId' | 'tasks'>): Task[] {
  return tasks.map(({ people, groups, ...said }, place) => ({
    ...bareTask({ ...said, uid: `${said.id}.${documentId}` }),
    position: String(place).padStart(6, '0'),
    people: people.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    names: Object.fromEntries([...people, ...groups].map(({ id, name }) => [id, name])),
  }));
}

import type { Task } from '@plenum/domain/tasks/types';
import { inOrder } from '@plenum/editor/tasks/order';
import { type ExportedList, placedSections, type TaskFile } from './exported-list.ts';

/** What a file of tasks in JSON says of itself first. */
export const TASKS_FORMAT = 'plenum-tasks';

/** Goes up when a file of before would be read differently. */
export const TASKS_VERSION = 1;

/** Somebody who has a task: an id, which means something on the instance that wrote it, and a name. */
export interface WrittenMember {
  id: string;
  name: string | null;
}

/**
 * A task in such a file. Days and times are as in `When`, instants in UTC as ISO 8601; what nobody has said is null, or empty.
 */
export interface WrittenTask
  extends Omit<Task, 'parentId' | 'sectionId' | 'position' | 'people' | 'groups' | 'names'> {
  /** The id of the task that it is a part of and that comes before it. */
  parent: string | null;
  /** Which of the sections it stands in, counted from 0. */
  section: number | null;
  people: WrittenMember[];
  groups: WrittenMember[];
  /** Markdown. */
  description: string;
}

/** A whole such file: its sections and tasks are in their order. */
export interface WrittenTasks {
  format: typeof TASKS_FORMAT;
  version: typeof TASKS_VERSION;
  title: string;
  sections: { title: string; isForDone: boolean }[];
  tasks: WrittenTask[];
}

/** A list as JSON, in the shape of {@link WrittenTasks}, which comes back as it was. */
export function jsonFromTasks(list: ExportedList): TaskFile {
  const sections = inOrder(list.sections);
  const indices = new Map(sections.map(({ id }, index) => [id, index]));
  const written: WrittenTasks = {
    format: TASKS_FORMAT,
    version: TASKS_VERSION,
    title: list.title,
    sections: sections.map(({ title, isForDone }) => ({ title, isForDone })),
    tasks: placedSections(list).flatMap(({ tasks }) =>
      tasks.map(({ task, parentId }) => {
        const { parentId: _, sectionId, position: _position, people, groups, names, ...rest } = task;
        const member = (id: string) => ({ id, name: list.names.get(id) ?? names[id] ?? null });
        return {
          ...rest,
          parent: parentId,
          section: sectionId === null ? null : (indices.get(sectionId) ?? null),
          people: people.map(member),
          groups: groups.map(member),
          description: list.descriptions.get(task.id) ?? '',
        };
      }),
    ),
  };
  return { content: `${JSON.stringify(written, null, 2)}\n`, losses: [] };
}

import { AppError } from '@plenum/domain/errors';
import type { Task } from '@plenum/domain/tasks/types';
import { type TodoRead, taskFromTodo } from '../tasks/icalendar/task-from-todo.ts';
import { todoFromTask } from '../tasks/icalendar/todo-from-task.ts';
import type { TaskNames } from '../tasks/icalendar/todo-parts.ts';

/** Names of a list in which every UID is known. */
export const names: TaskNames = { idOf: (uid) => `id of ${uid}`, uidOf: (id) => id.replace(/^id of /, '') };
/** How a text is read in Berlin. */
export const BERLIN = { zone: 'Europe/Berlin', names };

/** A task of which nothing is said. */
export const NOTHING: Task = {
  id: '11111111-1111-4111-8111-111111111111',
  title: '',
  isDone: false,
  doneAt: null,
  parentId: null,
  sectionId: null,
  position: 'a0',
  people: [],
  groups: [],
  names: {},
  start: null,
  due: null,
  reminders: [],
  repeat: null,
  priority: 0,
  labels: [],
  blockedBy: [],
  relatesTo: [],
  createdAt: null,
  foreign: null,
  uid: null,
};

/** A calendar with one task that has some lines. */
export const todo = (...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    'BEGIN:VTODO',
    'UID:one',
    ...lines,
    'END:VTODO',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

/** What is read from a task that has some lines. */
export const read = (...lines: string[]) => taskFromTodo(todo(...lines), BERLIN);

/** The task that was read. */
export function taskOf({ uid, fields }: TodoRead, changes: Partial<Task> = {}): Task {
  return { ...NOTHING, ...fields, uid, ...changes };
}

/** The unfolded lines of a task. */
export function write(task: Task, description = ''): string[] {
  const text = todoFromTask(task, { description, names });
  return text.replace(/\r\n /g, '').split('\r\n');
}

/** What comes back of lines that are sent: those of the task alone. */
export function returned(...lines: string[]): string[] {
  const was = read(...lines);
  const all = write(taskOf(was), was.description);
  return all.slice(all.indexOf('BEGIN:VTODO') + 1, all.indexOf('END:VTODO'));
}

/** Why a text is refused; null where it is not. */
export function problemOf(text: string): AppError | null {
  try {
    taskFromTodo(text, BERLIN);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

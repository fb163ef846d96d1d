import type { Task } from '@plenum/domain/tasks/types';
import { zoneOf } from '@plenum/domain/tasks/zones';
import { escapeText } from './content-lines.ts';
import { type Foreign, readForeign } from './foreign.ts';
import { instantLine } from './times.ts';
import {
  daysPart,
  donePart,
  labelsPart,
  parentPart,
  priorityPart,
  repeatPart,
  type TaskNames,
  type TodoContext,
  type TodoPart,
  titlePart,
} from './todo-parts.ts';
import { writeCalendar } from './write-calendar.ts';

/** The stamp of what nobody knows the time of: RFC 5545 asks for one, and the same task is to give the same text. */
const NO_TIME = '1970-01-01T00:00:00Z';

/** What is written of a task beside its fields. */
export interface TaskAbout {
  /** Plain text, or Markdown. */
  description: string;
  names: TaskNames;
  /** When it was last changed, as an ISO 8601 instant in UTC; null where nobody knows. */
  changedAt?: string | null;
  /** Where it is read by people, unless a calendar program has said so. */
  url?: string | null;
}

/** A task as a calendar object resource (RFC 4791, 4.1): with what a calendar program had kept in it. The same task gives the same text. */
export function todoFromTask(task: Task, about: TaskAbout): string {
  return writeCalendar([{ task, lines: todoLines(task, about) }]);
}

/** A task as the lines of its VTODO, and behind it those of its occurrences that a program has changed. */
export function todoLines(task: Task, about: TaskAbout): string[] {
  const { description, names, changedAt = null, url = null } = about;
  const foreign = readForeign(task.foreign);
  const zones = foreign.beside.filter(({ name }) => name === 'VTIMEZONE');
  const zone = [task.due, task.start].map((when) => when && zoneOf(when)).find(Boolean) ?? 'UTC';
  const context: TodoContext = { names, zone, zones };
  const taken = new Set<Foreign['lines'][number]>();
  const write = <Value>(part: TodoPart<Value>, value: Value): string[] => {
    const said = foreign.lines.filter((line) => part.owns(line));
    for (const line of said) taken.add(line);
    const isSaid = said.length > 0 && part.isStill(part.read(said, context), value);
    return isSaid ? said.map(({ raw }) => raw) : part.write(value, context);
  };
  const { isDone, doneAt, start, due, createdAt } = task;
  const known = [
    `UID:${escapeText(task.uid ?? task.id)}`,
    stampLine(task, changedAt),
    ...(createdAt === null ? [] : [instantLine('CREATED', createdAt)]),
    ...(changedAt === null ? [] : [instantLine('LAST-MODIFIED', changedAt)]),
    ...write(titlePart, task.title),
    ...(description === '' ? [] : [`DESCRIPTION:${escapeText(description)}`]),
    ...write(daysPart, { start, due }),
    ...write(donePart, { isDone, doneAt: isDone ? doneAt : null }),
    ...write(priorityPart, task.priority),
    ...write(labelsPart, task.labels),
    ...write(repeatPart, task.repeat),
    ...write(parentPart, task.parentId),
    ...(url === null || foreign.lines.some(({ name }) => name === 'URL') ? [] : [`URL:${url}`]),
  ];
  const rest = foreign.lines.filter((line) => !taken.has(line)).map(({ raw }) => raw);
  return [
    'BEGIN:VTODO',
    ...known,
    ...rest,
    ...foreign.parts.flatMap(({ raw }) => raw),
    'END:VTODO',
    ...foreign.beside.filter(({ name }) => name === 'VTODO').flatMap(({ raw }) => raw),
  ];
}

/** DTSTAMP: a time of the task itself, so that the same one gives the same text. */
export function stampLine({ doneAt, createdAt }: Task, changedAt: string | null): string {
  return instantLine('DTSTAMP', changedAt ?? doneAt ?? createdAt ?? NO_TIME);
}

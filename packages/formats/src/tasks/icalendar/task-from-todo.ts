import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { TaskFields } from '@plenum/domain/tasks/types';
import { type CalendarComponent, readCalendar, taskIn } from './components.ts';
import type { ContentLine } from './content-lines.ts';
import { isOwn } from './foreign.ts';
import { textsOf } from './property.ts';
import { noTask, taskTooLarge } from './refusals.ts';
import { instantOf } from './times.ts';
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
import { zoneNamed, zonesNamedIn } from './zone-names.ts';

/** UTF-16 units of what is kept, beside which the name that a program chose has to go in. */
const MOST_FOREIGN = TASK_LIMITS.foreign - 500;

/** UTF-16 units of a description. */
const MOST_DESCRIPTION = 100_000;

/** Properties that are written anew each time, or have a place of their own. */
const NOT_KEPT = new Set(['UID', 'DTSTAMP', 'LAST-MODIFIED', 'CREATED', 'DESCRIPTION']);

/** What a task of a calendar says. */
export interface TodoRead {
  uid: string;
  /** Plain text, or Markdown. */
  description: string;
  /** `doneAt` is null where it is done and nobody says since when, `createdAt` where nobody says. */
  fields: Pick<
    TaskFields,
    | 'title'
    | 'isDone'
    | 'doneAt'
    | 'parentId'
    | 'start'
    | 'due'
    | 'repeat'
    | 'priority'
    | 'labels'
    | 'createdAt'
    | 'foreign'
  >;
}

/** The UID of the task in a calendar. @throws AppError as {@link taskFromTodo} does. */
export function uidIn(text: string): string {
  return uidOf(taskIn(readCalendar(text)).todo);
}

/**
 * Reads a calendar object resource with one task (RFC 5545, 3.6.2). What Plenum has no place for comes as `foreign`.
 * @param zone the IANA name of the zone of times in UTC, and of those that have none.
 * @throws AppError `invalid_input` for what is broken, or holds something else, `too_large` for more than a list keeps.
 */
export function taskFromTodo(text: string, { zone, names }: { zone: string; names: TaskNames }): TodoRead {
  const source = taskIn(readCalendar(text));
  return { uid: uidOf(source.todo), ...readTodo(source, { zone, names }) };
}

/** A task of a calendar, and what belongs to it beside: its other occurrences, and the zones that they name. */
export interface TodoSource {
  todo: CalendarComponent;
  beside: CalendarComponent[];
}

/** The same of a component. @throws AppError as {@link taskFromTodo} does. */
export function readTodo(
  { todo, beside }: TodoSource,
  { zone, names }: { zone: string; names: TaskNames },
): Omit<TodoRead, 'uid'> {
  const isLong = ({ name, raw }: ContentLine) => name !== 'DESCRIPTION' && raw.length > MOST_FOREIGN;
  if (todo.lines.some(isLong)) throw taskTooLarge();
  const zones = beside.filter(({ name }) => name === 'VTIMEZONE');
  const context: TodoContext = { names, zone, zones };
  const kept: string[] = [];
  const taken = new Set<ContentLine>();
  const take = <Value>(part: TodoPart<Value>): Value => {
    const lines = todo.lines.filter((line) => part.owns(line));
    for (const line of lines) taken.add(line);
    const value = part.read(lines, context);
    const raw = lines.map((line) => line.raw);
    if (part.isKept || part.write(value, context).join('\n') !== raw.join('\n')) kept.push(...raw);
    return value;
  };
  const created = todo.lines.find(({ name }) => name === 'CREATED');
  const described = todo.lines.find(({ name }) => name === 'DESCRIPTION');
  const description = described ? (textsOf(described.raw)[0] ?? '') : '';
  if (description.length > MOST_DESCRIPTION) throw taskTooLarge();
  const fields = {
    title: take(titlePart),
    ...take(donePart),
    ...take(daysPart),
    parentId: take(parentPart),
    repeat: take(repeatPart),
    priority: take(priorityPart),
    labels: take(labelsPart),
    createdAt: created ? instantOf(created.raw, context) : null,
  };
  const rest = todo.lines.filter((line) => !taken.has(line) && !NOT_KEPT.has(line.name) && !isOwn(line));
  kept.push(...rest.map(({ raw }) => raw));
  const foreign = foreignFrom({ kept, parts: todo.parts, beside });
  return { description, fields: { ...fields, foreign } };
}

/** The UID of a task. @throws AppError `invalid_input` where it has none that a list keeps. */
export function uidOf({ lines }: CalendarComponent): string {
  const line = lines.find(({ name }) => name === 'UID');
  const uid = line ? (textsOf(line.raw)[0] ?? '').trim() : '';
  if (uid === '' || uid.length > TASK_LIMITS.rule) throw noTask();
  return uid;
}

/** All that is kept, with the zones that only the calendar knows. */
function foreignFrom({
  kept,
  parts,
  beside,
}: {
  kept: string[];
  parts: CalendarComponent[];
  beside: CalendarComponent[];
}): string | null {
  const occurrences = beside.filter(({ name }) => name === 'VTODO');
  const lines = [...kept, ...[...parts, ...occurrences].flatMap(({ raw }) => raw)];
  for (const tzid of zonesNamedIn(lines)) {
    if (zoneNamed(tzid, []) !== null) continue;
    const zone = beside.find(
      (one) =>
        one.name === 'VTIMEZONE' &&
        one.lines.some(({ raw }) => raw.toUpperCase() === `TZID:${tzid}`.toUpperCase()),
    );
    if (zone) lines.push(...zone.raw);
  }
  const foreign = lines.join('\n');
  if (foreign.length > MOST_FOREIGN) throw taskTooLarge();
  return foreign === '' ? null : foreign;
}

import type { Task } from '@plenum/domain/tasks/types';
import { escapeText, writeContentLines } from './content-lines.ts';
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
import { zoneLines } from './vtimezone.ts';
import { zonesNamedIn } from './zone-names.ts';
import { isZone, zoneOf } from './zones.ts';

/** The stamp of what nobody knows the time of: RFC 5545 asks for one, and the same task is to give the same text. */
const NO_TIME = '1970-01-01T00:00:00Z';

/**
 * A task as a calendar object resource (RFC 4791, 4.1): with what a calendar program had kept in it. The same task gives the same text.
 * @param description plain text, or Markdown.
 * @param changedAt when it was last changed, as an ISO 8601 instant in UTC; null where nobody knows.
 */
export function todoFromTask(
  task: Task,
  {
    description,
    names,
    changedAt = null,
  }: { description: string; names: TaskNames; changedAt?: string | null },
): string {
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
    instantLine('DTSTAMP', changedAt ?? doneAt ?? createdAt ?? NO_TIME),
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
  ];
  const rest = foreign.lines.filter((line) => !taken.has(line)).map(({ raw }) => raw);
  const todo = [...known, ...rest, ...foreign.parts.flatMap(({ raw }) => raw)];
  const occurrences = foreign.beside.filter(({ name }) => name === 'VTODO').flatMap(({ raw }) => raw);
  return writeContentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenum//Tasks//EN',
    ...timezones([...todo, ...occurrences], { task, zones }),
    'BEGIN:VTODO',
    ...todo,
    'END:VTODO',
    ...occurrences,
    'END:VCALENDAR',
  ]);
}

/** The zones that some lines name: as this system knows them, or as they came. */
function timezones(
  lines: readonly string[],
  { task, zones }: { task: Task; zones: Foreign['beside'] },
): string[] {
  const years = [task.start, task.due, task.createdAt].flatMap((when) =>
    when ? Number(when.slice(0, 4)) : [],
  );
  const year = Math.min(Math.max(years.length === 0 ? 2020 : Math.min(...years), 1901), 2989);
  return [...zonesNamedIn(lines)].sort().flatMap((zone) => {
    if (isZone(zone)) return zoneLines(zone, year);
    const own = zones.find(({ raw }) =>
      raw.some((line) => line.toUpperCase() === `TZID:${zone}`.toUpperCase()),
    );
    return own?.raw ?? [];
  });
}

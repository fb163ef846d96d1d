import { AppError } from '@plenum/domain/errors';
import type { FoundList, FoundTask } from './found-list.ts';
import { type CalendarComponent, componentsIn } from './icalendar/components.ts';
import { type CalendarBounds, readContentLines } from './icalendar/content-lines.ts';
import { textsOf } from './icalendar/property.ts';
import { readTodo, type TodoSource, uidOf } from './icalendar/task-from-todo.ts';
import type { TaskNames } from './icalendar/todo-parts.ts';
import { zonesNamedIn } from './icalendar/zone-names.ts';
import type { Reading } from './reading.ts';
import { noTasks } from './refusals.ts';

/** A file of ten thousand tasks with fifty lines each. */
const BOUNDS: CalendarBounds = { text: 24 * 2 ** 20, lines: 500_000 };
/** Lines of a description of a zone; more has none. */
const MOST_ZONE_LINES = 2_000;
/** Letters of a property of a task that is kept where the task as a whole would hold too much. */
const SHORT = 1_000;

/** In a file a task is called by its UID. */
const NAMES: TaskNames = { idOf: (uid) => uid, uidOf: (id) => id };

/** Whether a text begins as a calendar does. */
export function isCalendar(text: string): boolean {
  return /^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 200));
}

/**
 * The tasks (VTODO) of a calendar file, or of several one behind the other, as calendar programs get them by CalDAV: with all that they keep. What is a part of
 * another one names it by its UID, in any order.
 * @param title of a calendar that does not say its own.
 * @throws AppError `invalid_input` for what is broken, or has no tasks.
 */
export function listFromCalendar(text: string, title: string, reading: Reading): FoundList {
  const { parts: calendars, lines } = componentsIn(readContentLines(text, BOUNDS));
  if (lines.length > 0) throw noTasks();
  const components = calendars.flatMap(({ parts }) => parts);
  const { losses } = reading;
  const others = components.filter(({ name }) => name !== 'VTODO' && name !== 'VTIMEZONE');
  for (const other of others) losses.add('unreadTasks', { place: summaryOf(other) });
  const sources = sourcesIn(components, reading);
  if (sources.length === 0) throw noTasks();
  const tasks = sources.flatMap((source) => taskFrom(source, reading) ?? []);
  return { title: nameOf(calendars) || title, sections: [], tasks };
}

/** Each task with its other occurrences, and the zones that it names. */
function sourcesIn(components: readonly CalendarComponent[], reading: Reading): TodoSource[] {
  const todos = components.filter(({ name }) => name === 'VTODO');
  const zones = new Map<string, CalendarComponent>();
  for (const zone of components) {
    if (zone.name !== 'VTIMEZONE' || zone.raw.length > MOST_ZONE_LINES) continue;
    const tzid = zone.lines
      .find(({ name }) => name === 'TZID')
      ?.raw.slice('TZID:'.length)
      .trim();
    if (tzid !== undefined && !zones.has(tzid)) zones.set(tzid, zone);
  }
  const sources: TodoSource[] = [];
  const byUid = new Map<string, TodoSource>();
  for (const todo of todos.filter((one) => !isOccurrence(one))) {
    const beside = [...zonesNamedIn(todo.raw)].flatMap((tzid) => zones.get(tzid) ?? []);
    const source = { todo, beside };
    const uid = uidIn(todo);
    sources.push(source);
    if (uid !== null && !byUid.has(uid)) byUid.set(uid, source);
  }
  for (const occurrence of todos.filter(isOccurrence)) {
    const whole = byUid.get(uidIn(occurrence) ?? '');
    if (whole) whole.beside.push(occurrence);
    else reading.losses.add('unreadTasks', { place: summaryOf(occurrence) });
  }
  return reading.counted(sources);
}

function isOccurrence({ lines }: CalendarComponent): boolean {
  return lines.some(({ name }) => name === 'RECURRENCE-ID');
}

/** Null for none, and for one that a list would not keep. */
function uidIn(todo: CalendarComponent): string | null {
  return within(() => uidOf(todo)) ?? null;
}

function summaryOf({ lines }: CalendarComponent): string {
  const line = lines.find(({ name }) => name === 'SUMMARY');
  return line ? (within(() => textsOf(line.raw)[0]) ?? '') : '';
}

function nameOf(calendars: readonly CalendarComponent[]): string {
  for (const { lines } of calendars) {
    const line = lines.find(({ name }) => name === 'X-WR-CALNAME' || name === 'NAME');
    // ical.js takes what it does not know for no text.
    const raw = line && `SUMMARY:${line.raw.slice(line.raw.indexOf(':') + 1)}`;
    const name = raw && within(() => textsOf(raw)[0]);
    if (name) return name;
  }
  return '';
}

/** A task as it is, or without what is too long of it; null for one that is broken. */
function taskFrom(source: TodoSource, reading: Reading): FoundTask | null {
  const { losses, zone } = reading;
  const place = summaryOf(source.todo);
  const whole = within(() => readTodo(source, { zone, names: NAMES }));
  if (whole) return found(whole, { source, reading });
  const cut = within(() => readTodo(shortened(source), { zone, names: NAMES }));
  losses.add(cut ? 'taskFields' : 'unreadTasks', { place });
  return cut ? found(cut, { source, reading }) : null;
}

function shortened({ todo }: TodoSource): TodoSource {
  const lines = todo.lines.filter(({ raw }) => raw.length <= SHORT).slice(0, 20);
  return { todo: { ...todo, lines, parts: [] }, beside: [] };
}

function found(
  { fields: { parentId, repeat, ...fields }, description }: ReturnType<typeof readTodo>,
  { source: { todo }, reading: { losses } }: { source: TodoSource; reading: Reading },
): FoundTask {
  const has = (...names: string[]) => todo.lines.some(({ name }) => names.includes(name));
  const { title: place, start, due } = fields;
  if (has('DTSTART') && start === null) losses.add('unreadDates', { place });
  if (has('DUE') && due === null) losses.add('unreadDates', { place });
  if (has('RRULE') && repeat === null) losses.add('unreadRepeats', { place });
  const uid = uidIn(todo);
  return {
    ...fields,
    key: uid,
    uid,
    parent: parentId,
    repeat: repeat && { ...repeat, rule: inOrder(repeat.rule) },
    description,
  };
}

/** A rule that begins with how often, in capitals. */
function inOrder(rule: string): string {
  const parts = rule.toUpperCase().split(';');
  return [
    ...parts.filter((part) => part.startsWith('FREQ=')),
    ...parts.filter((part) => !part.startsWith('FREQ=')),
  ].join(';');
}

/** What comes of some work; undefined where it cannot be read. */
function within<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

import type { Task, When } from '@plenum/domain/tasks/types';
import { instantIn, wallOf, zoneOf } from '@plenum/domain/tasks/zones';
import { readCalendar, taskIn } from '@plenum/formats/tasks/icalendar/components';
import { CALDAV, childOf, type DavElement, isNamed } from './dav-xml.ts';
import { PreconditionError } from './refusal.ts';
import type { Resource } from './task-lists.ts';

/** Whether a task is one of those that are asked for. */
export type Filter = (resource: Resource) => boolean;

/**
 * The filter of a calendar-query (RFC 4791, 9.7): components, properties and times. Of a task that comes again every one that is not over yet is
 * within a time.
 * @throws PreconditionError `supported-filter` for what is not understood.
 */
export function filterFrom(filter: DavElement | undefined): Filter {
  const [calendar, ...others] = filter?.children ?? [];
  if (!calendar || others.length > 0 || !isComponent(calendar, 'VCALENDAR')) throw unsupported(filter);
  const todo = calendar.children.find((child) => isNamed(child, CALDAV, 'comp-filter'));
  if (!todo) return () => true;
  const isAbsent = childOf(todo, CALDAV, 'is-not-defined') !== undefined;
  if (!isComponent(todo, 'VTODO')) return () => isAbsent;
  if (isAbsent) return () => false;
  const tests = todo.children.map(testFrom);
  return (resource) => tests.every((test) => test(resource));
}

function isComponent(element: DavElement, name: string): boolean {
  return isNamed(element, CALDAV, 'comp-filter') && element.attributes.get('name')?.toUpperCase() === name;
}

function testFrom(element: DavElement): Filter {
  if (isNamed(element, CALDAV, 'time-range')) return timeTest(element);
  if (isNamed(element, CALDAV, 'prop-filter')) return propertyTest(element);
  if (isNamed(element, CALDAV, 'comp-filter')) return partTest(element);
  throw unsupported(element);
}

function unsupported(element: DavElement | undefined): PreconditionError {
  const name = element?.uri === CALDAV && /^[a-z-]{1,40}$/.test(element.local) ? `<c:${element.local}/>` : '';
  return new PreconditionError(403, `<c:supported-filter>${name}</c:supported-filter>`);
}

/** Whether a task has alarms, or other parts. */
function partTest(element: DavElement): Filter {
  const name = element.attributes.get('name')?.toUpperCase() ?? '';
  const isAbsent = childOf(element, CALDAV, 'is-not-defined') !== undefined;
  return ({ text }) => taskIn(readCalendar(text)).todo.parts.some((part) => part.name === name) !== isAbsent;
}

function propertyTest(element: DavElement): Filter {
  const name = element.attributes.get('name')?.toUpperCase() ?? '';
  if (childOf(element, CALDAV, 'is-not-defined')) return (resource) => valuesOf(resource, name).length === 0;
  const match = childOf(element, CALDAV, 'text-match');
  if (!match) return (resource) => valuesOf(resource, name).length > 0;
  const wanted = match.text.toLowerCase();
  const isNegated = match.attributes.get('negate-condition') === 'yes';
  return (resource) =>
    valuesOf(resource, name).some((value) => value.toLowerCase().includes(wanted) !== isNegated);
}

/** What a property of a task says, with its escapes. */
function valuesOf({ text }: Resource, name: string): string[] {
  const { lines } = taskIn(readCalendar(text)).todo;
  return lines.filter((line) => line.name === name).map(({ raw }) => raw.slice(raw.indexOf(':') + 1));
}

/** RFC 4791, 9.9, the table for VTODO. */
function timeTest(element: DavElement): Filter {
  const [from, to] = ['start', 'end'].map((name) => instant(element.attributes.get(name)));
  const range = { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY };
  return ({ task }) => isWithin(task, range);
}

function instant(value: string | undefined): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value ?? '') ?? [];
  return year === undefined ? null : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function isWithin(
  { start, due, doneAt, isDone, createdAt, repeat }: Task,
  { from, to }: { from: number; to: number },
): boolean {
  const [begins, ends] = [beginOf(start), beginOf(due)];
  if (repeat !== null && (begins ?? ends) !== null) return (begins ?? ends ?? 0) < to;
  if (begins !== null && ends !== null) return (from < ends || from <= begins) && (to > begins || to >= ends);
  if (begins !== null) return from <= begins && to > begins;
  if (ends !== null) return from < ends && to >= ends;
  const done = isDone && doneAt ? Date.parse(doneAt) : null;
  const created = createdAt ? Date.parse(createdAt) : null;
  if (done !== null && created !== null)
    return (from <= created || from <= done) && (to >= created || to >= done);
  if (done !== null) return from <= done && to >= done;
  return created === null || to > created;
}

/** When a day, as if it were that of UTC, or a time begins. */
function beginOf(when: When | null): number | null {
  if (when === null) return null;
  const zone = zoneOf(when);
  return zone === null ? wallOf(when) : instantIn(zone, wallOf(when));
}

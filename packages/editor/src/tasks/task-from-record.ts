import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Priority, Repeat, Section, Task, When } from '@plenum/domain/tasks/types';
import { isDay, isWhen } from '@plenum/domain/tasks/when';
import { isRecord } from '../schema/json.ts';
import { fieldOf, membersOf, type RecordParts } from './records.ts';

const INSTANT = /^((?:19|2\d)\d\d-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;
/** An id as it was given out. By this and not by the schema of ids, which takes many times as long, and there are thousands. */
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Keys that fractional indexing makes: letters and digits; longer ones are nobody's. */
const POSITION = /^[0-9A-Za-z]{1,200}$/;
const LINE_BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * The task in a record, whoever wrote it: what can't be is left out, what is too long cut. Never throws.
 * @param line what stands elsewhere: of a task that is a line of a text.
 */
export function taskFromRecord(id: string, record: RecordParts, line: Partial<Task> = {}): Task {
  const field = (name: keyof Task) => fieldOf(record, name);
  const ids = (name: keyof Task) => membersOf(record, name).filter(isTaskId).slice(0, TASK_LIMITS.assignees);
  return {
    id,
    title: lineFrom(field('title'), TASK_LIMITS.title),
    isDone: field('isDone') === true,
    doneAt: instantFrom(field('doneAt')),
    parentId: idFrom(field('parentId')),
    sectionId: idFrom(field('sectionId')),
    position: positionFrom(field('position')),
    people: ids('people'),
    groups: ids('groups'),
    names: namesFrom(record),
    start: whenFrom(field('start')),
    due: whenFrom(field('due')),
    reminders: remindersFrom(membersOf(record, 'reminders')),
    repeat: repeatFrom(field('repeat')),
    priority: priorityFrom(field('priority')),
    labels: membersOf(record, 'labels')
      .map((label) => lineFrom(label, TASK_LIMITS.label))
      .filter((label) => label !== '')
      .slice(0, TASK_LIMITS.labels),
    blockedBy: ids('blockedBy'),
    relatesTo: ids('relatesTo'),
    createdAt: instantFrom(field('createdAt')),
    foreign: textFrom(field('foreign'), TASK_LIMITS.foreign),
    uid: textFrom(field('uid'), TASK_LIMITS.rule),
    ...line,
  };
}

/** The section in a record, as {@link taskFromRecord}. */
export function sectionFromRecord(id: string, record: RecordParts): Section {
  return {
    id,
    title: lineFrom(fieldOf(record, 'title'), TASK_LIMITS.sectionTitle),
    position: positionFrom(fieldOf(record, 'position')),
    isForDone: fieldOf(record, 'isForDone') === true,
  };
}

/** A text on one line, cut. */
export function lineFrom(value: unknown, length: number): string {
  if (typeof value !== 'string') return '';
  const line = value
    .slice(0, 2 * length)
    .replace(LINE_BREAKS, ' ')
    .trim();
  return line.length <= length ? line : line.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

function namesFrom(record: RecordParts): Record<string, string> {
  const began = fieldOf(record, 'names');
  if (began === undefined && record.members.size === 0) return {};
  const said = new Map<string, unknown>(isRecord(began) ? Object.entries(began) : []);
  for (const field of ['people', 'groups']) {
    for (const [id, name] of record.members.get(field) ?? [])
      if (typeof name === 'string') said.set(id, name);
  }
  const names = [...said].flatMap(([id, name]) =>
    isTaskId(id) ? [[id, lineFrom(name, TASK_LIMITS.name)] as const] : [],
  );
  return Object.fromEntries(names.filter(([, name]) => name !== '').slice(0, 2 * TASK_LIMITS.assignees));
}

/** One that is too long is nothing: a part of it would say something else. */
function textFrom(value: unknown, length: number): string | null {
  return typeof value === 'string' && value !== '' && value.length <= length ? value : null;
}

/** Whether a text is an id as it was given out, of whatever. */
export function isTaskId(value: string): boolean {
  return ID.test(value);
}

function idFrom(value: unknown): string | null {
  return typeof value === 'string' && isTaskId(value) ? value : null;
}

/** A day, or a time of one with its zone; null for what is none, such as the 31st of February. */
export function whenFrom(value: unknown): When | null {
  return typeof value === 'string' && value.length <= 100 && isWhen(value) ? value : null;
}

function instantFrom(value: unknown): string | null {
  const day = typeof value === 'string' && value.length <= 30 ? INSTANT.exec(value)?.[1] : undefined;
  return day !== undefined && isDay(day) ? String(value) : null;
}

function positionFrom(value: unknown): string {
  return typeof value === 'string' && POSITION.test(value) ? value : '';
}

function priorityFrom(value: unknown): Priority {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : 0;
}

function remindersFrom(members: readonly string[]): number[] {
  const minutes = members.filter((one) => /^\d{1,6}$/.test(one)).map(Number);
  return [...new Set(minutes)].sort((a, b) => a - b).slice(0, TASK_LIMITS.reminders);
}

function repeatFrom(value: unknown): Repeat | null {
  if (!isRecord(value)) return null;
  const rule = textFrom(value.rule, TASK_LIMITS.rule);
  return rule === null ? null : { rule, afterDone: value.afterDone === true };
}

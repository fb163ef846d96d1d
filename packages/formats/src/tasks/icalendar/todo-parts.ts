import { TASK_LIMITS } from '@plenum/domain/tasks/limits';
import type { Priority, Repeat, TaskId, When } from '@plenum/domain/tasks/types';
import ICAL from 'ical.js';
import { type ContentLine, escapeText } from './content-lines.ts';
import { parameterOf, readProperty, textsOf } from './property.ts';
import { instantLine, instantOf, type TimeContext, whenAfter, whenIn, whenLine } from './times.ts';

/** How the tasks of a list and the UIDs of calendar programs find each other. */
export interface TaskNames {
  /** The id that the task with a UID has, or would have. */
  idOf(uid: string): TaskId;
  /** The UID of a task of the list; null for one that is not there. */
  uidOf(id: TaskId): string | null;
}

/** What the properties of a task are read by. */
export type TodoContext = TimeContext & { names: TaskNames };

/**
 * What some properties say together, and how that is written. Whatever they say beside that is kept, and given back as long as it still means
 * the same: `CANCELLED` of what is done, or a 2 of what is urgent.
 */
export interface TodoPart<Value> {
  owns(line: ContentLine): boolean;
  read(lines: readonly ContentLine[], context: TodoContext): Value;
  write(value: Value, context: TodoContext): string[];
  /** Whether what was said means what now is. */
  isStill(said: Value, value: Value): boolean;
  /** Whether the lines are kept even where they are as they would be written. */
  isKept?: boolean;
}

const named =
  (...names: string[]) =>
  (line: ContentLine) =>
    names.includes(line.name);
const find = (lines: readonly ContentLine[], name: string) => lines.find((line) => line.name === name)?.raw;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const LINE_BREAKS = /[\p{Cc}\u2028\u2029]+/gu;

/** A text on one line, cut to a length. */
function line(text: string, length: number): string {
  const whole = text
    .slice(0, 2 * length)
    .replace(LINE_BREAKS, ' ')
    .trim();
  return whole.length <= length ? whole : whole.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** SUMMARY. */
export const titlePart: TodoPart<string> = {
  owns: named('SUMMARY'),
  read: (lines) => line(textsOf(find(lines, 'SUMMARY') ?? 'SUMMARY:')[0] ?? '', TASK_LIMITS.title),
  write: (title) => [`SUMMARY:${escapeText(title)}`],
  isStill: same,
};

/** DTSTART, and DUE or DURATION. */
export const daysPart: TodoPart<{ start: When | null; due: When | null }> = {
  owns: named('DTSTART', 'DUE', 'DURATION'),
  read(lines, context) {
    const [begins, ends, lasts] = ['DTSTART', 'DUE', 'DURATION'].map((name) => find(lines, name));
    const start = begins === undefined ? null : whenIn(begins, context);
    if (ends !== undefined) return { start, due: whenIn(ends, context) };
    return { start, due: start !== null && lasts !== undefined ? whenAfter(start, lasts) : null };
  },
  write: ({ start, due }) => [
    ...(start === null ? [] : [whenLine('DTSTART', start)]),
    ...(due === null ? [] : [whenLine('DUE', due)]),
  ],
  isStill: same,
};

/** Whether a task is done, and since when. */
export interface Doneness {
  isDone: boolean;
  doneAt: string | null;
}

/** STATUS, COMPLETED and PERCENT-COMPLETE, of which the first decides where it is there. What is cancelled is done with. */
export const donePart: TodoPart<Doneness> = {
  owns: named('STATUS', 'COMPLETED', 'PERCENT-COMPLETE'),
  read(lines, context) {
    const status = find(lines, 'STATUS')?.split(':').at(-1)?.trim().toUpperCase();
    const completed = find(lines, 'COMPLETED');
    const isWhole = /:\s*100\s*$/.test(find(lines, 'PERCENT-COMPLETE') ?? '');
    const isDone =
      status === undefined
        ? completed !== undefined || isWhole
        : status === 'COMPLETED' || status === 'CANCELLED';
    return { isDone, doneAt: isDone && completed !== undefined ? instantOf(completed, context) : null };
  },
  write: ({ isDone, doneAt }) =>
    isDone
      ? [
          'STATUS:COMPLETED',
          ...(doneAt === null ? [] : [instantLine('COMPLETED', doneAt)]),
          'PERCENT-COMPLETE:100',
        ]
      : ['STATUS:NEEDS-ACTION'],
  isStill: (said, now) =>
    said.isDone === now.isDone &&
    (!now.isDone || said.doneAt === null || said.doneAt.slice(0, 19) === now.doneAt?.slice(0, 19)),
};

/** What is written for 0 to 4. */
const PRIORITIES = [0, 1, 3, 5, 9] as const;

/** PRIORITY: 1 and 2 are the highest, then 3 and 4, the 5 in the middle, and what comes after it. */
export const priorityPart: TodoPart<Priority> = {
  owns: named('PRIORITY'),
  read(lines) {
    const value = Number(/:\s*(\d{1,3})\s*$/.exec(find(lines, 'PRIORITY') ?? '')?.[1] ?? 0);
    if (value === 0 || value > 9) return 0;
    if (value <= 2) return 1;
    if (value <= 4) return 2;
    return value === 5 ? 3 : 4;
  },
  write: (priority) => (priority === 0 ? [] : [`PRIORITY:${PRIORITIES[priority]}`]),
  isStill: same,
};

/** CATEGORIES. */
export const labelsPart: TodoPart<string[]> = {
  owns: named('CATEGORIES'),
  read(lines) {
    const all = lines.flatMap(({ raw }) => textsOf(raw)).map((text) => text.replace(LINE_BREAKS, ' ').trim());
    const short = all.filter((text) => text !== '' && text.length <= TASK_LIMITS.label);
    return [...new Set(short)].slice(0, TASK_LIMITS.labels);
  },
  write: (labels) => (labels.length === 0 ? [] : [`CATEGORIES:${labels.map(escapeText).join(',')}`]),
  isStill: (said, now) => same(said.toSorted(), now.toSorted()),
};

const AFTER_DONE = 'X-PLENUM-AFTER-DONE';
const FREQUENCY = /^(?:.*;)?FREQ=(?:HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)/i;

/** RRULE, and that it counts from when the task was done, for which iCalendar has no word. */
export const repeatPart: TodoPart<Repeat | null> = {
  owns: named('RRULE', AFTER_DONE),
  read(lines) {
    const raw = find(lines, 'RRULE');
    const rule = raw === undefined ? null : ruleIn(raw);
    if (rule === null) return null;
    return { rule, afterDone: /:\s*TRUE\s*$/i.test(find(lines, AFTER_DONE) ?? '') };
  },
  write: (repeat) =>
    repeat === null ? [] : [`RRULE:${repeat.rule}`, ...(repeat.afterDone ? [`${AFTER_DONE}:TRUE`] : [])],
  isStill: (said, now) => said?.rule === now?.rule && said?.afterDone === now?.afterDone,
};

function ruleIn(raw: string): string | null {
  const rule = raw.slice(raw.indexOf(':') + 1).trim();
  if (rule.length > TASK_LIMITS.rule || !FREQUENCY.test(rule)) return null;
  try {
    ICAL.Recur.fromString(rule);
    return rule;
  } catch {
    return null;
  }
}

/** RELATED-TO of a parent. It may come before what it names. */
export const parentPart: TodoPart<TaskId | null> = {
  owns: ({ name, raw }) => name === 'RELATED-TO' && isParent(raw),
  read(lines, { names }) {
    const uid = textsOf(find(lines, 'RELATED-TO') ?? 'RELATED-TO:')[0]?.trim() ?? '';
    return uid === '' ? null : names.idOf(uid);
  },
  write(id, { names }) {
    const uid = id === null ? null : names.uidOf(id);
    return uid === null ? [] : [`RELATED-TO;RELTYPE=PARENT:${escapeText(uid)}`];
  },
  isStill: same,
  isKept: true,
};

function isParent(raw: string): boolean {
  const type = parameterOf(readProperty(raw), 'reltype');
  return type === null || type.toUpperCase() === 'PARENT';
}

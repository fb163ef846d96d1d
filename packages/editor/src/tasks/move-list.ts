import { AppError } from '@plenum/domain/errors';
import type { Repeat, Task, When } from '@plenum/domain/tasks/types';
import { addDays, composeWhen, isDay, parseWhen } from '@plenum/domain/tasks/when';
import type { NodeJson } from '../schema/json.ts';
import { ruleFrom, ruleParts } from './rule.ts';

const MS_OF_DAY = 86_400_000;

/** The day on which a list ends: the last on which something is due or, where nothing is, begins; null for a list without days. */
export function lastDayOf(tasks: readonly Pick<Task, 'start' | 'due'>[]): string | null {
  const days = (whens: readonly (When | null)[]) =>
    whens.flatMap((when) => (when === null ? [] : when.slice(0, 10))).toSorted();
  return days(tasks.map(({ due }) => due)).at(-1) ?? days(tasks.map(({ start }) => start)).at(-1) ?? null;
}

/** Days from one to another; negative where that lies before. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_OF_DAY);
}

/**
 * When something is, so many days later or earlier, at the same time of its zone's clocks.
 * @throws AppError `invalid_input` for a day that no task can have.
 */
export function movedWhen(when: When, days: number): When {
  const pieces = parseWhen(when);
  return pieces ? composeWhen({ ...pieces, day: movedDay(pieces.day, days) }) : when;
}

/** A rule whose end, where it has one, is so many days later. @throws as {@link movedWhen}. */
export function movedRepeat(repeat: Repeat, days: number): Repeat {
  const parts = ruleParts(repeat.rule);
  const until = parts?.get('UNTIL');
  if (!parts || until === undefined) return repeat;
  const day = until.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
  const moved = movedDay(day, days).replaceAll('-', '') + until.slice(8);
  return { ...repeat, rule: ruleFrom(new Map([...parts, ['UNTIL', moved]])) };
}

/** What is written about a task for another time: its boxes are empty, and the days that it names so many days later. @throws as {@link movedWhen}. */
export function movedText(node: NodeJson, days: number): NodeJson {
  const { type, attrs, content } = node;
  const changed =
    type === 'taskItem'
      ? { ...attrs, checked: false }
      : type === 'date' && typeof attrs?.date === 'string' && isDay(attrs.date)
        ? { ...attrs, date: movedDay(attrs.date, days) }
        : attrs;
  return {
    ...node,
    ...(changed && { attrs: changed }),
    ...(content && { content: content.map((child) => movedText(child, days)) }),
  };
}

function movedDay(day: string, days: number): string {
  const moved = Math.abs(days) < 1_000_000 ? addDays(day, days) : '';
  if (isDay(moved)) return moved;
  throw new AppError(
    'invalid_input',
    'Choose a day with which all others lie between the years 1900 and 2999.',
  );
}

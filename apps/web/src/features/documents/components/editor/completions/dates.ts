import { dayInWords } from '#i18n/day.ts';
import { localDay } from '../local-day.ts';
import { type Completion, type CompletionOption, hasWordWith } from './completion.ts';

/** Days from today that are offered by their names. */
const DAYS = 14;

/** `//`: a day, by its name or by its number. */
export function dateCompletion({
  locale,
  today,
  tomorrow,
  now = () => new Date(),
}: {
  locale: string;
  today: string;
  tomorrow: string;
  now?: () => Date;
}): Completion {
  return {
    name: 'dates',
    trigger: '//',
    pattern: /(?:^|\s)\/\/([^\s/]{0,24})$/u,
    least: 0,
    find(query) {
      const first = now();
      const days = Array.from({ length: DAYS }, (_, index) =>
        optionOf(
          locale,
          localDay(new Date(first.getFullYear(), first.getMonth(), first.getDate() + index)),
          [today, tomorrow][index],
        ),
      );
      const typed = dayFrom(query, first);
      const named = days.filter(({ label, hint = '' }) => hasWordWith(`${label} ${hint}`, query));
      return typed ? [optionOf(locale, typed), ...named] : named;
    },
  };
}

function optionOf(locale: string, date: string, name?: string): CompletionOption {
  const words = dayInWords(locale, date);
  return {
    id: name ?? date,
    label: name ?? words,
    ...(name !== undefined && { hint: words }),
    apply: (chain) =>
      chain.insertContent([
        { type: 'date', attrs: { date } },
        { type: 'text', text: ' ' },
      ]),
  };
}

/** A day from `2026-12-31`, `31.12.` or `31.12.2026`; without a year the next one. Null for what is no day. */
export function dayFrom(typed: string, now: Date): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.?(\d{4})?$/.exec(typed);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [dotted?.[3], dotted?.[2], dotted?.[1]];
  if (month === undefined || day === undefined) return null;
  const at = (in_: number): Date | null => {
    const date = new Date(in_, Number(month) - 1, Number(day));
    return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date : null;
  };
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const thisYear = at(now.getFullYear());
  const date = year
    ? at(Number(year))
    : thisYear && thisYear < midnight
      ? at(now.getFullYear() + 1)
      : thisYear;
  return date && localDay(date);
}

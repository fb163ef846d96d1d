import type { Repeat } from '@plenum/domain/tasks/types';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { dayInWords, dayWith } from '#i18n/day.ts';
import { type RepeatDays, type RepeatPattern, repeatPattern } from './repeat-pattern.ts';

/** What a rule is put into words by. */
export interface Wording {
  t: ReturnType<typeof useTranslations<'tasks.repeatWords'>>;
  locale: string;
  /** “Mon and Wed” */
  list: (words: string[]) => string;
}

/** Says how often a task comes again, such as “every 2 weeks on Mon and Wed”. */
export function useRepeatWords(): (repeat: Repeat) => string {
  const t = useTranslations('tasks.repeatWords');
  const locale = useLocale();
  const format = useFormatter();
  return (repeat) => repeatInWords(repeat, { t, locale, list: (words) => format.list(words) });
}

/** How often a task comes again, in words; of a rule that takes too many, that it has one. */
export function repeatInWords({ rule, afterDone }: Repeat, wording: Wording): string {
  const { t, locale } = wording;
  const pattern = repeatPattern(rule);
  if (!pattern) return t('own');
  const { count, until } = pattern;
  const often = oftenInWords(pattern, { afterDone, wording });
  if (count !== null) return t('count', { often, count });
  return until === null ? often : t('until', { often, day: dayInWords(locale, until) });
}

function oftenInWords(
  { unit, every, on }: RepeatPattern,
  { afterDone, wording }: { afterDone: boolean; wording: Wording },
): string {
  const { t } = wording;
  if (on.kind === 'any') return t(afterDone ? `after.${unit}` : `every.${unit}`, { count: every });
  const days = daysInWords(on, wording);
  const isMonthly = unit === 'month' && every === 1;
  const often = isMonthly
    ? t('ofMonth', { days })
    : t('on', { every: t(`every.${unit}`, { count: every }), days });
  return afterDone ? t('counted', { often }) : often;
}

function daysInWords(on: Exclude<RepeatDays, { kind: 'any' }>, { t, locale, list }: Wording): string {
  switch (on.kind) {
    case 'weekdays': {
      const { weekdays } = on;
      const names = weekdays.map((day) => weekdayName(day, locale, weekdays.length > 1 ? 'short' : 'long'));
      return t('weekdays', { days: list(names) });
    }
    case 'date':
      return on.date === -1 ? t('lastDay') : t('date', { date: on.date });
    case 'nth':
      return t(`nth.${on.nth}`, { day: weekdayName(on.weekday, locale, 'long') });
    case 'yearDay': {
      // A year that has a 29 February.
      const day = new Date(Date.UTC(2024, on.month - 1, on.date)).toISOString().slice(0, 10);
      return t('yearDay', { day: dayWith(locale, day, { day: 'numeric', month: 'long' }) });
    }
  }
}

function weekdayName(weekday: number, locale: string, width: 'short' | 'long'): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1 + weekday),
  );
}

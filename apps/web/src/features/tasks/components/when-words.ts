import type { Task } from '@plenum/domain/tasks/types';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { dayInWords } from '#i18n/day.ts';

/** When a task is, in a sentence for those who don't see where it stands. */
export function useWhenWords(): (task: Pick<Task, 'start' | 'due'>) => string {
  const t = useTranslations('tasks.dates');
  const locale = useLocale();
  return useMemo(() => {
    const words = (when: string) =>
      [dayInWords(locale, when.slice(0, 10)), when.slice(11, 16)].join(' ').trim();
    return ({ start, due }) => {
      if (start && due) return t('both', { start: words(start), due: words(due) });
      if (due) return t('due', { day: words(due) });
      return start ? t('start', { day: words(start) }) : t('none');
    };
  }, [t, locale]);
}

'use client';

import type { When } from '@plenum/domain/tasks/types';
import { CalendarDays } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { dayDistance, shortDay } from './days.ts';

/** When a task is due, in few words; that it is late is said and not only coloured. */
export function DueText({ due, today, isDone }: { due: When; today: string; isDone: boolean }) {
  const t = useTranslations('tasks.when');
  const locale = useLocale();
  const [day, time] = [due.slice(0, 10), due.slice(11, 16)];
  const distance = dayDistance(today, day);
  const isLate = distance < 0 && !isDone;
  const name =
    distance === 0
      ? t('today')
      : distance === 1
        ? t('tomorrow')
        : distance === -1
          ? t('yesterday')
          : shortDay(locale, { day, today });
  return (
    <span
      data-late={isLate || undefined}
      className="inline-flex items-center gap-1 whitespace-nowrap data-late:font-semibold data-late:text-ink"
    >
      <CalendarDays aria-hidden size={14} />
      <time dateTime={time ? `${day}T${time}` : day}>
        {name}
        {time && ` ${time}`}
      </time>
      {isLate && <span>· {t('late')}</span>}
    </span>
  );
}

'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { IconButton } from '#components/icon-button.tsx';
import { useTasks } from '../tasks-context.tsx';
import { laterMonth, monthOf } from './month-days.ts';

/** Says which month is shown, and leads to others. */
export function MonthSwitch({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const t = useTranslations('tasks.calendar');
  const locale = useLocale();
  const { today } = useTasks();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return (
    <div className="mb-2 flex flex-wrap items-center gap-1">
      <h2 aria-live="polite" className="me-auto font-semibold text-heading">
        {name.format(new Date(`${month}-01`))}
      </h2>
      <div className="no-print flex items-center gap-1 rtl:flex-row-reverse">
        <IconButton icon={ChevronLeft} label={t('previous')} onClick={() => onMonth(laterMonth(month, -1))} />
        <Button size="small" onClick={() => onMonth(monthOf(today))}>
          {t('today')}
        </Button>
        <IconButton icon={ChevronRight} label={t('next')} onClick={() => onMonth(laterMonth(month, 1))} />
      </div>
    </div>
  );
}

'use client';

import { CalendarDays, ChartNoAxesGantt, Columns3, List } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '#components/button.tsx';

/** The ways to look at the same tasks. */
const VIEWS = ['list', 'board', 'calendar', 'timeline'] as const;

/** One of them. */
export type View = (typeof VIEWS)[number];

const ICONS = { list: List, board: Columns3, calendar: CalendarDays, timeline: ChartNoAxesGantt };

/** In the address, so that a link leads to it. */
const NAME = 'view';

/** The view that the address names, and the way to change it. */
export function useView(): [View, (view: View) => void] {
  const [view, setView] = useState<View>('list');
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get(NAME);
    setView(VIEWS.find((one) => one === asked) ?? 'list');
  }, []);
  return [
    view,
    (next) => {
      const url = new URL(window.location.href);
      if (next === 'list') url.searchParams.delete(NAME);
      else url.searchParams.set(NAME, next);
      window.history.replaceState(window.history.state, '', url);
      setView(next);
    },
  ];
}

/** Chooses how the tasks are looked at. */
export function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
  const t = useTranslations('tasks.views');
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{t('label')}</legend>
      {VIEWS.map((one) => {
        const Icon = ICONS[one];
        return (
          <Button
            key={one}
            look={one === view ? 'secondary' : 'quiet'}
            size="small"
            aria-pressed={one === view}
            onClick={() => onView(one)}
          >
            <Icon aria-hidden size={16} className="hidden sm:block" />
            {t(one)}
          </Button>
        );
      })}
    </fieldset>
  );
}

import type { QuickAdd } from '@plenum/domain/tasks/quick-add/types';
import { useLocale } from 'next-intl';
import { useMemo, useState } from 'react';
import { patiently } from '#lib/patiently.ts';
import { useTasks } from './tasks-context.tsx';

type Parse = typeof import('@plenum/domain/tasks/quick-add/parse').parseQuickAdd;

/** Reads what is typed in the words of quick add, which come when somebody is about to; null until they are there. */
export function useQuickAdd(): { read: (text: string) => QuickAdd | null; prepare: () => void } {
  const { assignable, today } = useTasks();
  const locale = useLocale();
  const [parse, setParse] = useState<Parse | null>(null);
  return useMemo(() => {
    const context = {
      today,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale,
      people: assignable.people.map(({ id, displayName, username }) => ({
        id,
        name: displayName,
        userName: username,
      })),
      groups: assignable.groups,
    };
    return {
      read: (text) => parse?.(text, context) ?? null,
      prepare() {
        if (parse) return;
        void patiently(() => import('@plenum/domain/tasks/quick-add/parse')).then(({ parseQuickAdd }) =>
          setParse(() => parseQuickAdd),
        );
      },
    };
  }, [parse, assignable, today, locale]);
}

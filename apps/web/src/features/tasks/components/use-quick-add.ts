import type { QuickAdd } from '@plenum/domain/tasks/quick-add/types';
import type { TaskDraft } from '@plenum/domain/tasks/types';
import { useLocale } from 'next-intl';
import { useMemo, useState } from 'react';
import { patiently } from '#lib/patiently.ts';
import { type Assignable, useTasks } from './tasks-context.tsx';

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
      read(text) {
        const found = parse?.(text, context);
        if (!found) return null;
        const named = (draft: TaskDraft) => withNames(draft, assignable);
        return {
          ...found,
          drafts: found.drafts.map(named),
          lines: found.lines.map((line) => ({ ...line, draft: named(line.draft) })),
        };
      },
      prepare() {
        if (parse) return;
        void patiently(() => import('@plenum/domain/tasks/quick-add/parse')).then(({ parseQuickAdd }) =>
          setParse(() => parseQuickAdd),
        );
      },
    };
  }, [parse, assignable, today, locale]);
}

/** A draft with what those are called who get it, and its parts too. */
function withNames(draft: TaskDraft, assignable: Assignable): TaskDraft {
  const given = new Set<string>([...(draft.people ?? []), ...(draft.groups ?? [])]);
  const all: [id: string, name: string][] = [
    ...assignable.people.map(({ id, displayName }): [string, string] => [id, displayName]),
    ...assignable.groups.map(({ id, name }): [string, string] => [id, name]),
  ];
  const called = all.filter(([id]) => given.has(id));
  return {
    ...draft,
    ...(called.length > 0 && { names: Object.fromEntries(called) }),
    ...(draft.parts && { parts: draft.parts.map((part) => withNames(part, assignable)) }),
  };
}

'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { BoardColumn } from './board-column.tsx';
import type { Group } from './rows.ts';
import { useTasks } from './tasks-context.tsx';

/** The sections side by side, their tasks as cards. */
export function Board({ groups }: { groups: readonly Group[] }) {
  const t = useTranslations('tasks');
  const { mayWrite, edits } = useTasks();
  const columns = groups.filter(
    ({ section, trees }) => section !== null || trees.length > 0 || groups.length === 1,
  );
  return (
    <section
      aria-label={t('views.board')}
      className="task-board -mx-4 flex items-start gap-3 overflow-x-auto px-4 pb-4"
    >
      {columns.map(({ section, trees }) => (
        <BoardColumn key={section?.id ?? 'none'} section={section} trees={trees} />
      ))}
      {mayWrite && (
        <div className="w-72 shrink-0">
          <Button look="quiet" size="small" onClick={() => edits.addSection(t('newSection'))}>
            {t('addSection')}
          </Button>
        </div>
      )}
    </section>
  );
}

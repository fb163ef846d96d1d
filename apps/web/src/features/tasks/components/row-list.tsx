'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/button.tsx';
import { AddTask } from './add-task.tsx';
import { heightOf } from './height-of.ts';
import type { Row } from './rows.ts';
import { SectionRow } from './section-row.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks-context.tsx';
import { useNearRows } from './use-near-rows.ts';
import { useRowKeys } from './use-row-keys.ts';

/** The tasks one below the other, of thousands those near the window. */
export function RowList({
  rows,
  isEmpty,
}: {
  rows: readonly Row[];
  /** There are no tasks, of other homes neither. */
  isEmpty: boolean;
}) {
  const t = useTranslations('tasks');
  const { mayWrite, edits } = useTasks();
  const near = useNearRows(rows.length, (index) => rows[index]?.key);
  const onKeyDown = useRowKeys(rows, near.scrollTo);
  return (
    <>
      {isEmpty && !mayWrite && <p className="text-ink-soft">{t('empty')}</p>}
      <ul ref={near.place} aria-label={t('label')} onKeyDown={onKeyDown} className="-ms-3">
        <li aria-hidden ref={heightOf(near.above)} />
        {near.items.map(({ index, key }) => {
          const row = rows[index];
          return (
            row && (
              <li key={key} data-index={index} ref={near.measure}>
                <Line row={row} />
              </li>
            )
          );
        })}
        <li aria-hidden ref={heightOf(near.below)} />
      </ul>
      {mayWrite && (
        <div className="mt-4 -ms-3">
          <Button look="quiet" size="small" onClick={() => edits.addSection(t('newSection'))}>
            {t('addSection')}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ row }: { row: Row }) {
  if (row.kind === 'section') return <SectionRow section={row.section} count={row.count} />;
  if (row.kind === 'add') return <AddTask sectionId={row.sectionId} />;
  return <TaskRow task={row.task} level={row.level} done={row.done} parts={row.parts} />;
}

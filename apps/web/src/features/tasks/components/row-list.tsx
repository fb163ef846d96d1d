'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { Button } from '#components/button.tsx';
import { AddTask } from './add-task.tsx';
import { heightOf } from './height-of.ts';
import type { Row } from './rows.ts';
import { SectionRow } from './section-row.tsx';
import { TaskRow } from './task-row.tsx';
import { useTasks } from './tasks-context.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** Pixels that a line takes before it was measured. */
const LINE = 44;

/** The tasks one below the other, of thousands those near the window. */
export function RowList({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations('tasks');
  const { mayWrite, edits, tasks } = useTasks();
  const place = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const { current } = place;
    if (current) setTop(current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => LINE,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => rows[index]?.key ?? index,
    // Where the list is shown first there is no window yet to measure by.
    initialRect: { width: 0, height: 1_000 },
  });
  const onKeyDown = useRowKeys(rows, (index) => virtual.scrollToIndex(index, { align: 'auto' }));
  const items = virtual.getVirtualItems();
  const above = (items[0]?.start ?? top) - top;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top);
  return (
    <>
      {tasks.size === 0 && !mayWrite && <p className="text-ink-soft">{t('empty')}</p>}
      <ul ref={place} aria-label={t('label')} onKeyDown={onKeyDown} className="-ms-3">
        <li aria-hidden ref={heightOf(above)} />
        {items.map(({ index, key }) => {
          const row = rows[index];
          return (
            row && (
              <li key={key} data-index={index} ref={virtual.measureElement}>
                <Line row={row} />
              </li>
            )
          );
        })}
        <li aria-hidden ref={heightOf(below)} />
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

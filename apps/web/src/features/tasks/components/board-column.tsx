'use client';

import type { Section } from '@plenum/domain/tasks/types';
import type { TaskNode } from '@plenum/editor/tasks/order';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { AddTask } from './add-task.tsx';
import { heightOf } from './height-of.ts';
import { SectionRow } from './section-row.tsx';
import { TaskCard } from './task-card.tsx';
import { useTasks } from './tasks-context.tsx';
import { useSectionDrop } from './use-task-drag.ts';

/** Pixels that a card takes before it was measured. */
const CARD = 72;

/** A section as a column, of thousands of cards those that are to be seen. */
export function BoardColumn({ section, trees }: { section: Section | null; trees: readonly TaskNode[] }) {
  const t = useTranslations('tasks');
  const { mayWrite } = useTasks();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, isOver } = useSectionDrop(section?.id ?? null, mayWrite, 'last');
  const virtual = useVirtualizer({
    count: trees.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD,
    overscan: 6,
    getItemKey: (index) => trees[index]?.task.id ?? index,
    initialRect: { width: 0, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const open = trees.filter(({ task }) => !task.isDone).length;
  return (
    <section
      ref={ref}
      aria-label={t('column', { title: section?.title || t('noSection') })}
      data-over={isOver || undefined}
      className="flex max-h-[70dvh] w-72 shrink-0 flex-col rounded-base bg-sunken px-2 pb-2 data-over:outline data-over:outline-ink"
    >
      {section ? (
        <SectionRow section={section} count={open} />
      ) : (
        <h2 className="flex min-h-11 items-center pt-4 font-semibold">
          {t('noSection')}&nbsp;<span className="font-normal text-ink-soft text-small">{open}</span>
        </h2>
      )}
      <div ref={scroller} className="min-h-2 flex-1 overflow-y-auto pt-2">
        <ul aria-label={section?.title || t('noSection')}>
          <li aria-hidden ref={heightOf(above)} />
          {items.map(({ index, key }) => {
            const tree = trees[index];
            return (
              tree && (
                <li key={key} data-index={index} ref={virtual.measureElement} className="pb-2">
                  <TaskCard
                    task={tree.task}
                    done={tree.parts.filter(({ task }) => task.isDone).length}
                    parts={tree.parts.length}
                  />
                </li>
              )
            );
          })}
          <li aria-hidden ref={heightOf(below)} />
        </ul>
      </div>
      {mayWrite && <AddTask sectionId={section?.id ?? null} />}
    </section>
  );
}

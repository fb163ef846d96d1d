'use client';

import type { Task } from '@plenum/domain/tasks/types';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { heightOf } from '../height-of.ts';
import { TaskChip } from './task-chip.tsx';

/** Pixels that a task takes. */
const CHIP = 30;

/** Tasks one below the other that scroll by themselves, of thousands those that are to be seen. */
export function TaskStack({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CHIP,
    overscan: 6,
    getItemKey: (index) => tasks[index]?.id ?? index,
    initialRect: { width: 0, height: 300 },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="max-h-75 overflow-y-auto">
      <ul aria-label={label}>
        <li aria-hidden ref={heightOf(above)} />
        {items.map(({ index, key }) => {
          const task = tasks[index];
          return (
            task && (
              <li key={key} data-index={index} ref={virtual.measureElement} className="pb-0.5">
                <TaskChip task={task} />
              </li>
            )
          );
        })}
        <li aria-hidden ref={heightOf(below)} />
      </ul>
    </div>
  );
}

import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { TaskId } from '@plenum/domain/tasks/types';
import { type RefObject, useEffect, useRef, useState } from 'react';

/** Lets a task be dragged to another day. */
export function useDayDrag<Part extends HTMLElement>(id: TaskId, mayWrite: boolean): RefObject<Part | null> {
  const ref = useRef<Part>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayWrite) return;
    return draggable({
      element,
      getInitialData: () => ({ task: id }),
      onDragStart: () => element.setAttribute('data-dragged', ''),
      onDrop: () => element.removeAttribute('data-dragged'),
    });
  }, [id, mayWrite]);
  return ref;
}

/** Lets tasks be dropped on a day. */
export function useDayDrop<Part extends HTMLElement>(
  mayWrite: boolean,
  onTask: (id: TaskId) => void,
): { ref: RefObject<Part | null>; isOver: boolean } {
  const ref = useRef<Part>(null);
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onTask);
  useEffect(() => {
    latest.current = onTask;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayWrite) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data.task === 'string',
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop({ source }) {
        setIsOver(false);
        if (typeof source.data.task === 'string') latest.current(source.data.task);
      },
    });
  }, [mayWrite]);
  return { ref, isOver };
}

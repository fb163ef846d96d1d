import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { SectionId, Task, TaskId } from '@plenum/domain/tasks/types';
import { tasksAt } from '@plenum/editor/tasks/order';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { type Tasks, useTasks } from './tasks-context.tsx';

/** On which side of a task another one would be put. */
export type Edge = 'top' | 'bottom';

/** Lets a task be dragged, and others be put before or behind it. */
export function useTaskDrag(
  task: Task,
  mayWrite: boolean,
): { ref: RefObject<HTMLDivElement | null>; edge: Edge | null } {
  const ref = useRef<HTMLDivElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const latest = useLatest();
  const { id } = task;
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayWrite) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ task: id }),
        onDragStart: () => element.setAttribute('data-dragged', ''),
        onDrop: () => element.removeAttribute('data-dragged'),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.task === 'string' && source.data.task !== id,
        getIsSticky: () => true,
        onDrag: ({ location }) => setEdge(edgeAt(element, location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop({ source, location }) {
          setEdge(null);
          const [innermost] = location.current.dropTargets;
          if (innermost?.element !== element || typeof source.data.task !== 'string') return;
          const side = edgeAt(element, location.current.input.clientY);
          dropBeside(latest.current, { dragged: source.data.task, target: id, side });
        },
      }),
    );
  }, [id, mayWrite, latest]);
  return { ref, edge };
}

/** Lets tasks be put into a section, as its first or its last. */
export function useSectionDrop(
  sectionId: SectionId | null,
  mayWrite: boolean,
  place: 'first' | 'last' = 'first',
): { ref: RefObject<HTMLDivElement | null>; isOver: boolean } {
  const ref = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  const latest = useLatest();
  useEffect(() => {
    const element = ref.current;
    if (!element || !mayWrite) return;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data.task === 'string',
      onDrag: ({ location }) => setIsOver(location.current.dropTargets[0]?.element === element),
      onDragLeave: () => setIsOver(false),
      onDrop({ source, location }) {
        setIsOver(false);
        const { task } = source.data;
        if (location.current.dropTargets[0]?.element !== element || typeof task !== 'string') return;
        const { tasks, edits } = latest.current;
        const there = tasksAt(tasks.values(), { parentId: null, sectionId }).filter(({ id }) => id !== task);
        const before = place === 'first' ? (there[0]?.id ?? null) : null;
        edits.move([task], { parentId: null, sectionId, before });
      },
    });
  }, [sectionId, mayWrite, place, latest]);
  return { ref, isOver };
}

function useLatest(): RefObject<Tasks> {
  const tasks = useTasks();
  const latest = useRef(tasks);
  useEffect(() => {
    latest.current = tasks;
  });
  return latest;
}

function edgeAt(element: Element, y: number): Edge {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? 'top' : 'bottom';
}

function dropBeside(
  { tasks, edits }: Tasks,
  { dragged, target, side }: { dragged: TaskId; target: TaskId; side: Edge },
): void {
  const beside = tasks.get(target);
  if (!beside) return;
  const { parentId, sectionId } = beside;
  let before: TaskId | null = target;
  if (side === 'bottom') {
    const siblings = tasksAt(tasks.values(), { parentId, sectionId }).filter(({ id }) => id !== dragged);
    before = siblings[siblings.findIndex(({ id }) => id === target) + 1]?.id ?? null;
  }
  edits.move([dragged], { parentId, sectionId, before });
}

import { type PointerEvent, useRef } from 'react';
import { DAY_WIDTH } from './axis.ts';

/** What a bar does with the pointer. */
export interface BarDrag {
  onPointerDown(event: PointerEvent<HTMLElement>): void;
  onPointerMove(event: PointerEvent<HTMLElement>): void;
  onPointerUp(event: PointerEvent<HTMLElement>): void;
  onPointerCancel(event: PointerEvent<HTMLElement>): void;
}

/**
 * Lets a bar be pulled along the axis, by whole days; one that was not pulled was pressed. A finger scrolls, and presses.
 */
export function useBarDrag({
  mayWrite,
  onMove,
  onPress,
}: {
  mayWrite: boolean;
  onMove: (days: number) => void;
  onPress: () => void;
}): BarDrag {
  const begun = useRef<{ x: number; days: number } | null>(null);
  const end = ({ currentTarget }: PointerEvent<HTMLElement>) => {
    const days = begun.current?.days ?? null;
    begun.current = null;
    currentTarget.style.translate = '';
    currentTarget.removeAttribute('data-dragged');
    return days;
  };
  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      begun.current = { x: event.clientX, days: 0 };
      if (mayWrite && event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const { current } = begun;
      const { currentTarget, pointerId, clientX } = event;
      if (!current || !currentTarget.hasPointerCapture(pointerId)) return;
      const pulled = Math.round((clientX - current.x) / DAY_WIDTH);
      current.days = getComputedStyle(currentTarget).direction === 'rtl' ? -pulled : pulled;
      currentTarget.style.translate = `${pulled * DAY_WIDTH}px`;
      currentTarget.setAttribute('data-dragged', '');
    },
    onPointerUp(event) {
      const days = end(event);
      if (days === 0) onPress();
      else if (days !== null) onMove(days);
    },
    onPointerCancel: end,
  };
}

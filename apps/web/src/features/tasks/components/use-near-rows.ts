import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Pixels that a line takes before it was measured. */
const LINE = 44;

/** Of many lines those that are to be drawn. */
export interface NearRows {
  place: RefObject<HTMLUListElement | null>;
  items: VirtualItem[];
  /** Pixels that those take which are not drawn. */
  above: number;
  below: number;
  measure: (line: Element | null) => void;
  scrollTo: (index: number) => void;
}

/** The lines near the window of a list that scrolls with the page. */
export function useNearRows(count: number, keyOf: (index: number) => string | undefined): NearRows {
  const place = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const { current } = place;
    if (current) setTop(current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => LINE,
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => keyOf(index) ?? index,
    // Where the list is shown first there is no window yet to measure by.
    initialRect: { width: 0, height: 1_000 },
  });
  const items = virtual.getVirtualItems();
  return {
    place,
    items,
    above: (items[0]?.start ?? top) - top,
    below: virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top),
    measure: virtual.measureElement,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  };
}

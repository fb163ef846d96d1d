import type { Editor } from '@tiptap/core';
import { posToDOMRect } from '@tiptap/core';
import { type RefObject, useLayoutEffect } from 'react';

/** Space between the text and what floats beside it, and to the edges of the window. */
const GAP = 8;
/** Height of the bar at the top, which must not be covered. */
const BAR = 56;

/** Keeps a fixed element beside a range of the text, within the window, whatever scrolls or is written. */
export function useFloating({
  editor,
  element,
  from,
  to,
  prefer,
}: {
  editor: Editor;
  element: RefObject<HTMLElement | null>;
  from: number;
  to: number;
  prefer: 'above' | 'below';
}): void {
  useLayoutEffect(() => {
    const place = () => {
      if (!element.current || editor.isDestroyed) return;
      const end = editor.state.doc.content.size;
      const text = posToDOMRect(editor.view, Math.min(from, end), Math.min(to, end));
      const { x, y } = placeBeside({
        text,
        size: element.current.getBoundingClientRect(),
        window: { width: document.documentElement.clientWidth, height: visibleHeight() },
        prefer,
      });
      element.current.style.transform = `translate(${x}px, ${y}px)`;
    };
    place();
    editor.on('transaction', place);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      editor.off('transaction', place);
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [editor, element, from, to, prefer]);
}

/** Without what a phone's keyboard covers. */
function visibleHeight(): number {
  return window.visualViewport?.height ?? window.innerHeight;
}

/** The upper left corner for a box beside a piece of text: on the preferred side if it fits there, in the window anyway. */
export function placeBeside({
  text,
  size,
  window,
  prefer,
}: {
  text: { top: number; bottom: number; left: number };
  size: { width: number; height: number };
  window: { width: number; height: number };
  prefer: 'above' | 'below';
}): { x: number; y: number } {
  const above = text.top - GAP - size.height;
  const below = text.bottom + GAP;
  const fitsAbove = above >= BAR + GAP;
  const fitsBelow = below + size.height <= window.height - GAP;
  const up = prefer === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  const rightmost = Math.max(window.width - GAP - size.width, GAP);
  return {
    x: Math.round(Math.min(Math.max(text.left, GAP), rightmost)),
    y: Math.round(up ? Math.max(above, BAR + GAP) : below),
  };
}

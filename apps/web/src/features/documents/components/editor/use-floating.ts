import type { Editor } from '@tiptap/core';
import { posToDOMRect } from '@tiptap/core';
import type { EditorView } from '@tiptap/pm/view';
import { type RefObject, useLayoutEffect } from 'react';

/** Space between the text and what floats beside it, and to the edges of the window. */
const GAP = 8;
/** Height of the bar at the top, which must not be covered. */
const BAR = 56;

/** What something floats beside, and on which of its sides and edges if there is room. */
export interface Anchor {
  rect: (view: EditorView) => DOMRect;
  prefer: 'above' | 'below';
  align: 'start' | 'end';
}

/** The anchor for a range of the text. */
export function textAnchor(range: { from: number; to: number }, prefer: 'above' | 'below'): Anchor {
  const rect = (view: EditorView) => {
    const end = view.state.doc.content.size;
    return posToDOMRect(view, Math.min(range.from, end), Math.min(range.to, end));
  };
  return { rect, prefer, align: 'start' };
}

/** Keeps a fixed element beside a part of the text, within the window, whatever scrolls or is written. */
export function useFloating({
  editor,
  element,
  anchor,
}: {
  editor: Editor;
  element: RefObject<HTMLElement | null>;
  anchor: Anchor;
}): void {
  // An anchor is made anew at each render, and its place may be another.
  useLayoutEffect(() => {
    const place = () => {
      if (!element.current || editor.isDestroyed) return;
      const { x, y } = placeBeside({
        text: anchor.rect(editor.view),
        size: element.current.getBoundingClientRect(),
        window: { width: document.documentElement.clientWidth, height: visibleHeight() },
        ...anchor,
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
  });
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
  align,
}: {
  text: { top: number; bottom: number; left: number; right: number };
  size: { width: number; height: number };
  window: { width: number; height: number };
  prefer: 'above' | 'below';
  align: 'start' | 'end';
}): { x: number; y: number } {
  const above = text.top - GAP - size.height;
  const below = text.bottom + GAP;
  const fitsAbove = above >= BAR + GAP;
  const fitsBelow = below + size.height <= window.height - GAP;
  const up = prefer === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove;
  const wanted = align === 'start' ? text.left : text.right - size.width;
  const rightmost = Math.max(window.width - GAP - size.width, GAP);
  return {
    x: Math.round(Math.min(Math.max(wanted, GAP), rightmost)),
    y: Math.round(up ? Math.max(above, BAR + GAP) : below),
  };
}

'use client';

import type { Editor } from '@tiptap/core';
import { DOMSerializer } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { GripVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { BlockMenu } from './block-menu.tsx';
import { type Block, blockAround } from './block-moves.ts';

/** A handle beside the block that the pointer is at: it drags the block, and opens what can be done with it. */
export function BlockHandle({ editor, documentPath }: { editor: Editor; documentPath: string | null }) {
  const t = useTranslations('documents.page.block');
  const id = useId();
  const [place, setPlace] = useState<{ at: number; x: number; y: number } | null>(null);
  const handle = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let frame = 0;
    const look = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || handle.current?.contains(target(event))) return;
      cancelAnimationFrame(frame);
      // Where a block is has to be measured, once for what is drawn.
      frame = requestAnimationFrame(() => {
        const isMenuOpen = document.getElementById(id)?.matches(':popover-open') === true;
        if (!isMenuOpen && !editor.isDestroyed) setPlace(placeAt(editor.view, event));
      });
    };
    const hide = () => setPlace(null);
    // What is written moves blocks away from under it.
    const follow = ({ transaction }: { transaction: { docChanged: boolean } }) =>
      transaction.docChanged && hide();
    document.addEventListener('pointermove', look, { passive: true });
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    editor.on('transaction', follow);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', look);
      window.removeEventListener('scroll', hide, { capture: true });
      editor.off('transaction', follow);
    };
  }, [editor, id]);

  const blockNow = (): Block | null => (place ? blockAround(editor.state.doc.resolve(place.at)) : null);
  const drag = (event: DragEvent) => {
    const block = blockNow();
    if (!block) return;
    const { view, state } = editor;
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, block.at)));
    const slice = view.state.selection.content();
    const copy = document.createElement('div');
    copy.append(DOMSerializer.fromSchema(state.schema).serializeFragment(slice.content));
    event.dataTransfer.setData('text/html', copy.innerHTML);
    event.dataTransfer.effectAllowed = 'copyMove';
    const dom = view.nodeDOM(block.at);
    if (dom instanceof Element) event.dataTransfer.setDragImage(dom, 0, 0);
    view.dragging = { slice, move: true };
  };
  return (
    <>
      <button
        ref={handle}
        type="button"
        // The keyboard has the same among the tools.
        tabIndex={-1}
        hidden={!place}
        draggable
        popoverTarget={id}
        aria-label={t('handle')}
        title={t('handle')}
        onDragStart={drag}
        onDragEnd={() => {
          editor.view.dragging = null;
        }}
        className="block-handle no-print"
        style={place ? { transform: `translate(${place.x}px, ${place.y}px)` } : undefined}
      >
        <GripVertical aria-hidden size={16} />
      </button>
      <BlockMenu id={id} editor={editor} documentPath={documentPath} blockNow={blockNow} />
    </>
  );
}

function target({ target: element }: Event): Node | null {
  return element instanceof Node ? element : null;
}

/** How far beside the text the pointer still is at a block. */
const MARGIN = 56;

function placeAt(
  view: EditorView,
  { clientX, clientY }: PointerEvent,
): { at: number; x: number; y: number } | null {
  const text = view.dom.getBoundingClientRect();
  const isBeside = clientX > text.left - MARGIN && clientX < text.right + MARGIN;
  if (!isBeside || clientY < text.top || clientY > text.bottom) return null;
  const inside = Math.min(Math.max(clientX, text.left + 1), text.right - 1);
  const found = view.posAtCoords({ left: inside, top: clientY });
  if (!found) return null;
  const $pos = view.state.doc.resolve(found.inside >= 0 ? found.inside : found.pos);
  const block = blockAround(
    found.inside >= 0 && $pos.nodeAfter?.isTextblock ? view.state.doc.resolve(found.pos) : $pos,
  );
  const dom = block && view.nodeDOM(block.at);
  if (!block || !(dom instanceof Element)) return null;
  const { left, top } = dom.getBoundingClientRect();
  return { at: block.at, x: Math.min(left, text.left) - 32, y: top + 2 };
}

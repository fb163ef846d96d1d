'use client';

import type { Editor } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { DOMSerializer, type ResolvedPos } from '@tiptap/pm/model';
import { NodeSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { GripVertical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { onLongPress } from '#components/long-press.ts';
import { BlockMenu } from './block-menu.tsx';
import { type Block, blockAround, findBlock } from './block-moves.ts';

/**
 * A handle beside the block that the pointer is at: it drags the block, and opens what can be done with it. On a touch screen a long press
 * does, beside a block's words.
 */
export function BlockHandle({ editor, documentPath }: { editor: Editor; documentPath: string | null }) {
  const t = useTranslations('documents.page.block');
  const id = useId();
  const [place, setPlace] = useState<Place | null>(null);
  const [isQuiet, setQuiet] = useState(false);
  const handle = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let frame = 0;
    /** Where the mouse was last. */
    let mouse: Point | null = null;
    const isMenuOpen = () => document.getElementById(id)?.matches(':popover-open') === true;
    const look = () => {
      cancelAnimationFrame(frame);
      // Where a block is has to be measured, once for what is drawn.
      frame = requestAnimationFrame(() => {
        if (!mouse || isMenuOpen() || editor.isDestroyed) return;
        setPlace(placeAt(editor.view, mouse));
        setQuiet(false);
      });
    };
    const move = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || handle.current?.contains(target(event))) return;
      mouse = event;
      look();
    };
    const hide = () => {
      if (!isMenuOpen()) setPlace(null);
    };
    // What others write moves blocks along below the mouse; whoever writes has no use for a handle.
    const follow = ({ transaction }: { transaction: Transaction }) => {
      if (!transaction.docChanged) return;
      if (isChangeOrigin(transaction)) return look();
      mouse = null;
      hide();
    };
    document.addEventListener('pointermove', move, { passive: true });
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    window.addEventListener('scrollend', look, { capture: true, passive: true });
    editor.on('transaction', follow);
    let pressed: Place | null = null;
    const openMenu = () => {
      if (!isMenuOpen()) handle.current?.click();
    };
    const stopPresses = onLongPress(document.documentElement, {
      isFor: (press) => {
        pressed = editor.isDestroyed || isMenuOpen() ? null : placeOfPress(editor.view, press);
        return pressed !== null;
      },
      onPress: () => {
        flushSync(() => {
          setPlace(pressed);
          setQuiet(!editor.isFocused);
        });
        openMenu();
      },
      // Lifting a finger elsewhere closes what is open.
      onLift: openMenu,
    });
    return () => {
      stopPresses();
      cancelAnimationFrame(frame);
      document.removeEventListener('pointermove', move);
      window.removeEventListener('scroll', hide, { capture: true });
      window.removeEventListener('scrollend', look, { capture: true });
      editor.off('transaction', follow);
    };
  }, [editor, id]);

  const blockNow = (): Block | null => place && findBlock(editor.state.doc, place.block);
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
      <BlockMenu id={id} editor={editor} documentPath={documentPath} blockNow={blockNow} isQuiet={isQuiet} />
    </>
  );
}

function target({ target: element }: Event): Node | null {
  return element instanceof Node ? element : null;
}

/** A block, and where its handle stands. */
interface Place {
  block: Block;
  x: number;
  y: number;
}

/** How far beside the text the pointer still is at a block. */
const MARGIN = 56;

type Point = Pick<PointerEvent, 'clientX' | 'clientY'>;

function placeAt(view: EditorView, point: Point): Place | null {
  const text = view.dom.getBoundingClientRect();
  const $pos = positionAt(view, point);
  const block = $pos && blockAround($pos);
  const dom = block && view.nodeDOM(block.at);
  if (!block || !(dom instanceof Element)) return null;
  const { left, top } = dom.getBoundingClientRect();
  return { block, x: Math.max(Math.min(left, text.left) - 32, 0), y: top + 2 };
}

/** The position in the text that a point is at, or beside; null for what is too far away. */
function positionAt(view: EditorView, { clientX, clientY }: Point): ResolvedPos | null {
  const text = view.dom.getBoundingClientRect();
  const isBeside = clientX > text.left - MARGIN && clientX < text.right + MARGIN;
  if (!isBeside || clientY < text.top || clientY > text.bottom) return null;
  const inside = Math.min(Math.max(clientX, text.left + 1), text.right - 1);
  const found = view.posAtCoords({ left: inside, top: clientY });
  if (!found) return null;
  const $pos = view.state.doc.resolve(found.inside >= 0 ? found.inside : found.pos);
  return found.inside >= 0 && $pos.nodeAfter?.isTextblock ? view.state.doc.resolve(found.pos) : $pos;
}

/** The same for a finger, which is at words more often than at their block: those it selects, and what leads somewhere is the browser's. */
function placeOfPress(view: EditorView, press: PointerEvent): Place | null {
  const pressed = press.target;
  if (!(pressed instanceof Element) || pressed.closest('a')) return null;
  // Not on what lies over the text.
  if (!view.dom.contains(pressed) && !pressed.contains(view.dom)) return null;
  const $pos = positionAt(view, press);
  if (!$pos || isAtWords(view, $pos, press)) return null;
  return placeAt(view, press);
}

/** Whether a line of text is where a point is, also behind its last word, where somebody pastes. */
function isAtWords(view: EditorView, $pos: ResolvedPos, { clientX }: Point): boolean {
  if (!$pos.parent.isTextblock) return false;
  const words = view.nodeDOM($pos.before());
  if (!(words instanceof Element)) return false;
  const { left, right } = words.getBoundingClientRect();
  return clientX >= left && clientX <= right;
}

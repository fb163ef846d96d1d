import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';

/** Whether somebody is in the text, or in the bubble that belongs to it, and not in the middle of selecting. */
export function useAtWork({
  editor,
  bubble,
}: {
  editor: Editor;
  bubble: RefObject<HTMLElement | null>;
}): boolean {
  const [inside, setInside] = useState(false);
  const [pressing, setPressing] = useState(false);
  useEffect(() => {
    const text = editor.view.dom;
    const look = () => {
      const { activeElement } = document;
      setInside(text.contains(activeElement) || bubble.current?.contains(activeElement) === true);
    };
    // The focus is nowhere between one element and the next.
    const lookLater = () => queueMicrotask(look);
    const press = () => setPressing(true);
    const release = () => setPressing(false);
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    text.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
      text.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
    };
  }, [editor, bubble]);
  return inside && !pressing;
}

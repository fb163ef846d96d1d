import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';

/** Whether somebody works in the text, or in the bubble that belongs to it, and is not in the middle of selecting. */
export function useAtWork({
  editor,
  bubble,
}: {
  editor: Editor;
  bubble: RefObject<HTMLElement | null>;
}): boolean {
  const [begun, setBegun] = useState(false);
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
    const begin = () => setBegun(true);
    const press = () => {
      begin();
      setPressing(true);
    };
    const release = () => setPressing(false);
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    text.addEventListener('keydown', begin);
    text.addEventListener('pointerdown', press);
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
      text.removeEventListener('keydown', begin);
      text.removeEventListener('pointerdown', press);
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
    };
  }, [editor, bubble]);
  // The page itself may have put the cursor here: nothing has been asked for yet.
  return begun && inside && !pressing;
}

import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';

/** Whether somebody works in the text, or in the bubble that belongs to it, and is not in the middle of selecting. */
export function useAtWork({
  editor,
  bubble,
  hasBegun,
}: {
  editor: Editor;
  bubble: RefObject<HTMLElement | null>;
  /** They had begun before the bubble came. */
  hasBegun: boolean;
}): boolean {
  const [begun, setBegun] = useState(hasBegun);
  const [inside, setInside] = useState(false);
  const [pressing, setPressing] = useState(false);
  useEffect(() => {
    // An editor has no view before it is mounted, and none while it is replaced.
    const isInText = (node: EventTarget | null) =>
      node instanceof Node && !editor.isDestroyed && editor.view.dom.contains(node);
    const look = () => {
      const { activeElement } = document;
      setInside(isInText(activeElement) || bubble.current?.contains(activeElement) === true);
    };
    // The focus is nowhere between one element and the next, also for what is done at once after an event.
    let later: ReturnType<typeof setTimeout> | undefined;
    const lookLater = () => {
      clearTimeout(later);
      later = setTimeout(look);
    };
    const type = ({ target }: Event) => {
      if (isInText(target)) setBegun(true);
    };
    const press = ({ target }: Event) => {
      if (!isInText(target)) return;
      setBegun(true);
      setPressing(true);
    };
    const release = () => setPressing(false);
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    document.addEventListener('keydown', type, { capture: true });
    document.addEventListener('pointerdown', press, { capture: true });
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
    return () => {
      clearTimeout(later);
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
      document.removeEventListener('keydown', type, { capture: true });
      document.removeEventListener('pointerdown', press, { capture: true });
      document.removeEventListener('pointerup', release);
      document.removeEventListener('pointercancel', release);
    };
  }, [editor, bubble]);
  // The page itself may have put the cursor here: nothing has been asked for yet.
  return begun && inside && !pressing;
}

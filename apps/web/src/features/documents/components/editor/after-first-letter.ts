import type { Editor } from '@tiptap/core';

/** Calls back once what is written next stands on the screen. @returns the way to call it off */
export function afterFirstLetter(editor: Editor, callback: () => void): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onLetter = () => {
    editor.off('update', onLetter);
    frame = requestAnimationFrame(() => {
      timer = setTimeout(callback);
    });
  };
  editor.on('update', onLetter);
  return () => {
    editor.off('update', onLetter);
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

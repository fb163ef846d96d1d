import type { Editor } from '@tiptap/core';

/** Milliseconds in which it goes out and is seen elsewhere, before anything else is fetched for it. */
const REST = 300;

/** Calls back a moment after what is written next stands on the screen. @returns the way to call it off */
export function afterFirstLetter(editor: Editor, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onLetter = () => {
    editor.off('update', onLetter);
    timer = setTimeout(callback, REST);
  };
  editor.on('update', onLetter);
  return () => {
    editor.off('update', onLetter);
    clearTimeout(timer);
  };
}

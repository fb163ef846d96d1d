import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * Has the editor read what is selected before a key, or what is cut, copied or pasted, acts on it. Browsers tell of a cursor
 * that a key moved only after the next key where both wait: that one would act on what was selected before, and delete it.
 */
export const FreshSelection = Extension.create({
  name: 'freshSelection',

  addProseMirrorPlugins: () => [
    new Plugin({
      props: { handleDOMEvents: { keydown: read, cut: read, copy: read, paste: read } },
    }),
  ],
});

function read(view: EditorView, event: Event): false {
  // What is being composed is read when it is done.
  const isComposing = view.composing || (event instanceof KeyboardEvent && event.keyCode === 229);
  // ProseMirror's own reader of the page, which its types leave out.
  const reader = 'domObserver' in view ? view.domObserver : null;
  const canRead = typeof reader === 'object' && reader !== null && 'flush' in reader;
  if (!isComposing && canRead && typeof reader.flush === 'function') reader.flush();
  return false;
}

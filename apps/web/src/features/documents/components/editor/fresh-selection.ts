import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';

interface FreshSelectionOptions {
  awareness: Awareness | null;
  /** Calls back just before somebody else's writing is applied. */
  beforeIncoming: (listener: () => void) => () => void;
}

/**
 * Has the editor read what is selected before a key, or what is cut, copied or pasted, acts on it, and before it draws what
 * others write and where their carets are. Browsers tell of a cursor that a key moved some time after they moved it: a key
 * would act on what was selected before, and drawing would put the cursor back there.
 */
export const FreshSelection = Extension.create<FreshSelectionOptions>({
  name: 'freshSelection',
  // Before what draws others' carets is told of them.
  priority: 1000,

  addOptions() {
    return { awareness: null, beforeIncoming: () => () => {} };
  },

  addProseMirrorPlugins() {
    const { awareness, beforeIncoming } = this.options;
    return [
      new Plugin({
        props: { handleDOMEvents: { keydown: readAt, cut: readAt, copy: readAt, paste: readAt } },
        view: (view) => {
          const now = () => read(view);
          // y-tiptap draws carets by a timer too, which it sets right after this one.
          const soon = () => setTimeout(now);
          const stop = beforeIncoming(now);
          awareness?.on('change', soon);
          return {
            destroy() {
              stop();
              awareness?.off('change', soon);
            },
          };
        },
      }),
    ];
  },
});

function readAt(view: EditorView, event: Event): false {
  if (!(event instanceof KeyboardEvent && event.keyCode === 229)) read(view);
  return false;
}

function read(view: EditorView): void {
  // What is being composed is read when it is done.
  if (view.isDestroyed || view.composing) return;
  // ProseMirror's own reader of the page, which its types leave out.
  const reader = 'domObserver' in view ? view.domObserver : null;
  const canRead = typeof reader === 'object' && reader !== null && 'flush' in reader;
  if (canRead && typeof reader.flush === 'function') reader.flush();
}

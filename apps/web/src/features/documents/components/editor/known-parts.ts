import { bringsUnknownParts } from '@plenum/editor/yjs/unknown-parts';
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Transaction } from 'yjs';

/**
 * Parts the editor from the document before it draws what its schema does not know, which y-tiptap would delete from
 * everybody's document: the text stays as it was, and nothing of the editor is written any more. What is there when the
 * editor is made has to be looked at before. `onUnknown` is called once.
 */
export const KnownParts = Extension.create<{ onUnknown: () => void }>({
  name: 'knownParts',

  addOptions() {
    return { onUnknown: () => {} };
  },

  addProseMirrorPlugins() {
    const { onUnknown } = this.options;
    return [new Plugin({ view: (view) => ({ destroy: watch(view, onUnknown) }) })];
  },
});

/** @returns the way to stop */
function watch(view: EditorView, onUnknown: () => void): () => void {
  const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const { doc, type: fragment } = binding;
  const look = (transaction: Transaction): void => {
    if (!bringsUnknownParts(transaction, { fragment })) return;
    stop();
    part(binding);
    onUnknown();
  };
  const stop = () => doc.off('beforeObserverCalls', look);
  doc.on('beforeObserverCalls', look);
  return stop;
}

/** From now on neither side hears of the other. */
function part(binding: ProsemirrorBinding): void {
  binding.destroy();
  binding._prosemirrorChanged = () => {};
}

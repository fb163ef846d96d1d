import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
  yUndoPluginKey,
} from '@tiptap/y-tiptap';
import { getItem, type RelativePosition, type UndoManager } from 'yjs';
import { followText } from './follow-text.ts';

type RelativeSelection = ReturnType<typeof getRelativeSelection>;

/**
 * Keeps the caret where it was in the text while others write, and puts it where an undone change was. y-tiptap knows the
 * place in Yjs's terms, but rather believes that the caret is as many characters into its block as before: what is typed
 * while somebody else writes further ahead in the block would come out letter by letter in reverse.
 */
export const SteadyCaret = Extension.create({
  name: 'steadyCaret',

  addProseMirrorPlugins() {
    let kept: RelativeSelection | null = null;
    return [
      new Plugin({
        view: (view) => {
          const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
          const keep = () => {
            kept = getRelativeSelection(binding, view.state);
          };
          const shorten = () => keepWithin(view.state.doc.content.size, binding);
          binding.doc.on('beforeAllTransactions', keep);
          binding.doc.on('beforeObserverCalls', shorten);
          const stop = afterUndo(view, binding);
          return {
            destroy() {
              binding.doc.off('beforeAllTransactions', keep);
              binding.doc.off('beforeObserverCalls', shorten);
              stop();
            },
          };
        },
        appendTransaction: (transactions, before, { doc, selection, tr }) => {
          const meta = transactions.find(({ docChanged }) => docChanged)?.getMeta(ySyncPluginKey);
          if (!meta?.isChangeOrigin || kept?.type !== 'text' || !(selection instanceof TextSelection))
            return null;
          const binding: ProsemirrorBinding = ySyncPluginKey.getState(before).binding;
          const anchor =
            placeOf(kept.anchor, binding) ?? followText(before.doc, doc, before.selection.anchor);
          const head = placeOf(kept.head, binding) ?? followText(before.doc, doc, before.selection.head);
          const steady = textSelection(doc, anchor, head);
          return steady.eq(selection) ? null : tr.setSelection(steady).setMeta(ySyncPluginKey, meta);
        },
      }),
    ];
  },
});

/**
 * Brings the places at which y-tiptap knew the caret before the first of several transactions into a text that has become
 * shorter by it: at the next one y-tiptap would look there, throw, and draw nothing.
 */
function keepWithin(size: number, binding: ProsemirrorBinding): void {
  const before: RelativeSelection | null = binding.beforeTransactionSelection;
  if (!before) return;
  before.absAnchor = Math.min(before.absAnchor, size);
  before.absHead = Math.min(before.absHead, size);
}

/** @returns the way to stop */
function afterUndo(view: EditorView, binding: ProsemirrorBinding): () => void {
  const undoManager: UndoManager | undefined = yUndoPluginKey.getState(view.state)?.undoManager;
  const goThere = ({ stackItem }: { stackItem: { meta: Map<unknown, RelativeSelection> } }) => {
    // y-tiptap would go there at somebody else's next edit.
    Object.assign(binding, { beforeTransactionSelection: null });
    const selected = stackItem.meta.get(binding);
    if (selected?.type !== 'text') return;
    const [anchor, head] = [placeOf(selected.anchor, binding), placeOf(selected.head, binding)];
    if (anchor === null || head === null) return;
    view.dispatch(view.state.tr.setSelection(textSelection(view.state.doc, anchor, head)).scrollIntoView());
  };
  undoManager?.on('stack-item-popped', goThere);
  return () => undoManager?.off('stack-item-popped', goThere);
}

/** Null when what the place was told by is gone: the character before it, or its block. */
function placeOf(relative: RelativePosition, { doc, type, mapping }: ProsemirrorBinding): number | null {
  const id = relative.item ?? relative.type;
  if (id !== null && getItem(doc.store, id).deleted) return null;
  return relativePositionToAbsolutePosition(doc, type, relative, mapping);
}

function textSelection(doc: Node, anchor: number, head: number): Selection {
  const place = (position: number) => doc.resolve(Math.min(position, doc.content.size));
  return TextSelection.between(place(anchor), place(head));
}

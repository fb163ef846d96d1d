import { Extension } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  updateYFragment,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import { XmlElement, type XmlFragment } from 'yjs';
import { standsFor } from './stands-for.ts';

/**
 * Writes a change within one block by looking at that block alone. y-tiptap compares the whole document at every change of
 * text or selection, which in a long one takes longer than drawing a letter may.
 */
export const NarrowWriting = Extension.create({
  name: 'narrowWriting',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: (view) => {
          const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
          const writeAll = binding._prosemirrorChanged.bind(binding);
          binding._prosemirrorChanged = (doc: Node) => {
            if (binding.mapping.get(binding.type) === doc) return;
            const isWritten = binding.doc.transact(
              () => writeBlock(binding, binding.type, doc),
              ySyncPluginKey,
            );
            if (isWritten) binding.beforeTransactionSelection = getRelativeSelection(binding, view.state);
            else writeAll(doc);
          };
          return {};
        },
      }),
    ];
  },
});

/** @returns whether it was one block at most that has changed, and is written now */
function writeBlock(binding: ProsemirrorBinding, parent: XmlFragment, node: Node): boolean {
  const [parts, nodes] = [parent.toArray(), node.children];
  if (node.inlineContent || parts.length !== nodes.length) return false;
  const isSame = (at: number): boolean => {
    const [part, now] = [parts[at], nodes[at]];
    return part !== undefined && now !== undefined && standsFor(binding, part, now);
  };
  let at = 0;
  while (at < parts.length && isSame(at)) at += 1;
  let last = parts.length - 1;
  while (last > at && isSame(last)) last -= 1;
  const [part, now] = [parts[at], nodes[at]];
  if (part && now) {
    if (last !== at || !(part instanceof XmlElement) || part.nodeName !== now.type.name) return false;
    const before = binding.mapping.get(part);
    const isDeeper =
      before instanceof Node &&
      now.hasMarkup(before.type, before.attrs, now.marks) &&
      writeBlock(binding, part, now);
    if (!isDeeper) updateYFragment(binding.doc, part, now, binding);
  }
  binding.mapping.set(parent, node);
  return true;
}

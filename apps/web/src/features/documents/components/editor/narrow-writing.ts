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
            else writeAllOrForget(binding, () => writeAll(doc));
          };
          return {};
        },
      }),
    ];
  },
});

/** y-tiptap notes that it has written a document before it does: of what it did not come to nobody would know. */
function writeAllOrForget({ mapping, type }: ProsemirrorBinding, writeAll: () => void): void {
  try {
    writeAll();
  } catch (cause) {
    mapping.delete(type);
    throw cause;
  }
}

/** @returns whether it was one block at most that has changed, and is written now */
function writeBlock(binding: ProsemirrorBinding, parent: XmlFragment, node: Node): boolean {
  if (node.inlineContent || parent.length !== node.childCount) return false;
  const changed = changedChildren(binding, parent, node);
  if (changed) {
    const [part, now] = [parent.get(changed.first), node.child(changed.first)];
    const isOne = changed.first === changed.last;
    if (!isOne || !(part instanceof XmlElement) || part.nodeName !== now.type.name) return false;
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

/** The first and the last child that a part does not stand for; null if there is none. There are as many children as parts. */
function changedChildren(
  binding: ProsemirrorBinding,
  parent: XmlFragment,
  { children }: Node,
): { first: number; last: number } | null {
  const known = knownChildren(binding, parent, children.length);
  let parts: ReturnType<XmlFragment['toArray']> | undefined;
  const isSame = (at: number): boolean => {
    const now = children[at];
    if (now === undefined || now === known[at]) return true;
    parts ??= parent.toArray();
    const part = parts[at];
    return part !== undefined && standsFor(binding, part, now);
  };
  let first = 0;
  while (first < children.length && isSame(first)) first += 1;
  if (first === children.length) return null;
  let last = children.length - 1;
  while (last > first && isSame(last)) last -= 1;
  return { first, last };
}

/** The nodes that the parts have stood for since they were last written: where anything in them comes from elsewhere, y-tiptap forgets the parent. */
function knownChildren({ mapping }: ProsemirrorBinding, parent: XmlFragment, count: number): readonly Node[] {
  const known = mapping.get(parent);
  return known instanceof Node && known.childCount === count ? known.children : [];
}

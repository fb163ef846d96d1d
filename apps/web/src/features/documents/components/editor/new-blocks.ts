import { fillBlock, keepBlocksFilled } from '@plenum/editor/yjs/empty-blocks';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { type ProsemirrorBinding, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { XmlElement, type XmlFragment } from 'yjs';
import { hasOtherBlocks } from './changed-blocks.ts';
import { standsFor } from './stands-for.ts';

/**
 * Makes a new block new in Yjs, too, and gives it its text at once, see {@link keepBlocksFilled}. y-tiptap goes by what
 * blocks look like: beside an empty one that somebody is about to write in, it would take the new one for theirs and make
 * theirs anew, so that two people write in one line.
 */
export const NewBlocks = Extension.create({
  name: 'newBlocks',
  // Before the collaboration extension compares.
  priority: 1002,

  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: ({ state }) => {
          const binding: ProsemirrorBinding = ySyncPluginKey.getState(state).binding;
          return {
            update({ state: { doc } }, { doc: before }) {
              if (hasOtherBlocks(before, doc)) insertNew(binding, doc);
            },
            destroy: keepBlocksFilled(binding.type, ySyncPluginKey),
          };
        },
      }),
    ];
  },
});

/** Inserts the blocks that are new, whole: others would take one that lacks what it must have for a mistake. */
function insertNew(binding: ProsemirrorBinding, doc: Node): void {
  const found = findNew(binding, binding.type, doc);
  if (!found) return;
  const { parent, index, nodes } = found;
  const insert = () => {
    for (const [at, node] of nodes.entries()) {
      const element = new XmlElement(node.type.name);
      parent.insert(index + at, [element]);
      updateYFragment(binding.doc, element, node, binding);
      fillBlock(element);
    }
  };
  binding.mux(() => binding.doc.transact(insert, ySyncPluginKey));
}

/** Where blocks were inserted and nothing else has changed. */
function findNew(
  binding: ProsemirrorBinding,
  parent: XmlFragment,
  node: Node,
): { parent: XmlFragment; index: number; nodes: readonly Node[] } | null {
  const [elements, nodes] = [parent.toArray(), node.children];
  if (node.inlineContent || elements.length === 0 || elements.length > nodes.length) return null;
  const isSame = (element: number, at: number): boolean => {
    const [known, now] = [elements[element], nodes[at]];
    return known !== undefined && now !== undefined && standsFor(binding, known, now);
  };
  let before = 0;
  while (before < elements.length && isSame(before, before)) before += 1;
  let behind = 0;
  while (
    before + behind < elements.length &&
    isSame(elements.length - 1 - behind, nodes.length - 1 - behind)
  ) {
    behind += 1;
  }
  const changed = elements.length - before - behind;
  if (changed === 0 && nodes.length > elements.length) {
    return { parent, index: before, nodes: nodes.slice(before, nodes.length - behind) };
  }
  const [element, into] = [elements[before], nodes[before]];
  const isWithin = changed === 1 && nodes.length === elements.length;
  if (!isWithin || !(element instanceof XmlElement) || element.nodeName !== into?.type.name) return null;
  return findNew(binding, element, into);
}

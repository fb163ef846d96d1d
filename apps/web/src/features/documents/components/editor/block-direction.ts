import { containerDirection } from '@plenum/editor/html/direction';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { hasOtherBlocks } from './changed-blocks.ts';
import { mappingOf } from './late-marks.ts';

/** Blocks of blocks, for which `dir="auto"` cannot tell (HTML, "the directionality"). */
const CONTAINERS = new Set([
  'bulletList',
  'orderedList',
  'taskList',
  'blockquote',
  'callout',
  'decision',
  'details',
  'table',
]);

/** Writes each block of blocks in its own direction, which is no part of the document. */
export const BlockDirection = Extension.create({
  name: 'blockDirection',

  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        state: {
          init: (_config, { doc }) => containersOf(doc),
          apply(transaction, known, { doc: before }) {
            const { doc } = transaction;
            if (!hasOtherBlocks(before, doc)) return known.map(mappingOf(transaction, before), doc);
            return containersOf(doc);
          },
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
        },
      }),
    ];
  },
});

function containersOf(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, position) => {
    if (!CONTAINERS.has(node.type.name)) return !node.isTextblock;
    const dir = containerDirection(node);
    if (dir) found.push(Decoration.node(position, position + node.nodeSize, { dir }));
    return true;
  });
  return DecorationSet.create(doc, found);
}

import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { hasOtherBlocks } from './changed-blocks.ts';
import { mappingOf } from './late-marks.ts';

interface Tables {
  written: DecorationSet;
  read: DecorationSet;
}

/**
 * Makes a table that is wider than the column one that the keyboard can scroll. In a text that is read its box is a stop
 * of the Tab key; in one that is written it says what it is, a part of an editable text, where the cursor scrolls.
 */
export const ScrollingTables = Extension.create({
  name: 'scrollingTables',

  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<Tables>({
        state: {
          init: (_config, { doc }) => tablesOf(doc),
          apply(transaction, known, { doc: before }) {
            const { doc } = transaction;
            if (hasOtherBlocks(before, doc)) return tablesOf(doc);
            const mapping = mappingOf(transaction, before);
            return { written: known.written.map(mapping, doc), read: known.read.map(mapping, doc) };
          },
        },
        props: {
          decorations(state) {
            const tables = this.getState(state);
            return editor.isEditable ? tables?.written : tables?.read;
          },
        },
      }),
    ];
  },
});

function tablesOf(doc: Node): Tables {
  const ranges: { from: number; to: number }[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'table') ranges.push({ from: position, to: position + node.nodeSize });
    return !node.isTextblock;
  });
  const marked = (attributes: Record<string, string>) =>
    DecorationSet.create(
      doc,
      ranges.map(({ from, to }) => Decoration.node(from, to, attributes)),
    );
  return { written: marked({ contenteditable: 'true' }), read: marked({ tabindex: '0' }) };
}

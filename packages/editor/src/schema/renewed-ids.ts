import { combineTransactionSteps, Extension, getChangedRanges } from '@tiptap/core';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { ADDRESSABLE_TYPES, newBlockId } from './block-id.ts';

/**
 * Gives a block that was put into the document a new id when another block has its id already. Tiptap's UniqueID sees only
 * repetitions within one changed range, so a copy inserted further away would keep its original's id. What arrives through
 * Yjs stays as it is: there its author renews it, and if every reader did, they would all write.
 */
export const RenewedIds = Extension.create({
  name: 'renewedIds',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, oldState, newState) => {
          const isLocalChange = transactions.some((tr) => tr.docChanged) && !transactions.some(isRemote);
          if (!isLocalChange) return null;
          const { doc, tr } = newState;
          const inserted = new Set<number>();
          for (const { newRange } of getChangedRanges(
            combineTransactionSteps(oldState.doc, [...transactions]),
          )) {
            doc.nodesBetween(newRange.from, newRange.to, (node, pos) => {
              const isNew = pos >= newRange.from && ADDRESSABLE_TYPES.includes(node.type.name);
              if (isNew && node.attrs.id !== null) inserted.add(pos);
            });
          }
          if (inserted.size === 0) return null;
          const taken = new Set<unknown>();
          doc.descendants((node, pos) => {
            if (!inserted.has(pos)) taken.add(node.attrs.id);
          });
          for (const pos of inserted) {
            const id: unknown = doc.nodeAt(pos)?.attrs.id;
            if (taken.has(id)) tr.setNodeAttribute(pos, 'id', newBlockId());
            taken.add(id);
          }
          return tr.docChanged ? tr.setStoredMarks(newState.storedMarks) : null;
        },
      }),
    ];
  },
});

function isRemote(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey) !== undefined;
}

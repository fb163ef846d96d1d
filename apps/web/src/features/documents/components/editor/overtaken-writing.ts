import { type OvertakenText, overtakenTexts } from '@plenum/editor/yjs/overtaken';
import { Extension } from '@tiptap/core';
import type { Node, ResolvedPos, Schema } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Transaction as YTransaction } from 'yjs';
import { followText } from './follow-text.ts';

/**
 * Writes again what one was writing into a block while somebody else turned it into another kind or deleted it, which in
 * Yjs both delete it: into the block that took its place, else into a paragraph of its own. `incoming` is the update that
 * is just being applied.
 */
export const OvertakenWriting = Extension.create<{ incoming: () => Uint8Array | null }>({
  name: 'overtakenWriting',

  addOptions() {
    return { incoming: () => null };
  },

  addProseMirrorPlugins() {
    const { incoming } = this.options;
    return [new Plugin({ view: (view) => ({ destroy: watch(view, incoming) }) })];
  },
});

/** @returns the way to stop */
function watch(view: EditorView, incoming: () => Uint8Array | null): () => void {
  const { doc }: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const overtaken: OvertakenText[] = [];
  let before = view.state.doc;
  const look = (transaction: YTransaction) => {
    const update = transaction.local ? null : incoming();
    if (!update || !transaction.deleteSet.clients.has(doc.clientID)) return;
    // One message can take several transactions.
    if (overtaken.length === 0) before = view.state.doc;
    overtaken.push(...overtakenTexts({ transaction, update, client: doc.clientID }));
  };
  const mend = () => {
    if (overtaken.length === 0) return;
    const { tr } = view.state;
    for (const text of overtaken.splice(0)) writeAgain(tr, before, text);
    view.dispatch(tr);
  };
  doc.on('beforeObserverCalls', look);
  doc.on('afterAllTransactions', mend);
  return () => {
    doc.off('beforeObserverCalls', look);
    doc.off('afterAllTransactions', mend);
  };
}

function writeAgain(tr: Transaction, before: Node, { blockId, rest, runs }: OvertakenText): void {
  const old = blockId ? startOfBlock(before, blockId) : null;
  const place = tr.doc.resolve(old === null ? tr.doc.content.size : followText(before, tr.doc, old));
  const start = (blockId ? startOfBlock(tr.doc, blockId) : null) ?? startOfText(place, rest);
  if (start === null) {
    const paragraph = paragraphWith(tr.doc.type.schema, runs.map(({ text }) => text).join(''));
    tr.insert(place.depth > 0 ? place.before(1) : place.pos, paragraph);
    return;
  }
  for (const { text, offset } of runs) {
    const end = tr.doc.resolve(start).end();
    tr.insertText(text, Math.min(start + offset, end));
  }
}

/** Where the content of the text block with an id begins. */
function startOfBlock(doc: Node, id: unknown): number | null {
  let found: number | null = null;
  doc.descendants((node, pos) => {
    if (node.isTextblock && node.attrs.id === id) found ??= pos + 1;
    return found === null;
  });
  return found;
}

/** Where a text begins in the text block of a place. */
function startOfText(place: ResolvedPos, text: string): number | null {
  const { parent } = place;
  if (!parent.isTextblock || text === '') return null;
  const index = parent.textBetween(0, parent.content.size, undefined, '\ufffc').indexOf(text);
  return index === -1 ? null : place.start() + index;
}

function paragraphWith(schema: Schema, text: string): Node {
  return schema.node('paragraph', null, [schema.text(text)]);
}

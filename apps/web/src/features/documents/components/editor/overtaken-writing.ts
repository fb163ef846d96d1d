import { type OvertakenText, overtakenTexts } from '@plenum/editor/yjs/overtaken';
import { Extension } from '@tiptap/core';
import type { Node, ResolvedPos, Schema } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Transaction as YTransaction } from 'yjs';
import { followText } from './follow-text.ts';

interface OvertakenOptions {
  /** The update that is just being applied. */
  incoming: () => Uint8Array | null;
  /** The client ids whose writing is one's own. */
  own: () => ReadonlySet<number>;
}

/**
 * Writes again what one was writing into a block while somebody else turned it into another kind or deleted it, which in
 * Yjs both delete it: into the block that took its place, else into a paragraph of its own.
 */
export const OvertakenWriting = Extension.create<OvertakenOptions>({
  name: 'overtakenWriting',

  addOptions() {
    return { incoming: () => null, own: () => new Set() };
  },

  addProseMirrorPlugins() {
    const { options } = this;
    return [new Plugin({ view: (view) => ({ destroy: watch(view, options) }) })];
  },
});

/** @returns the way to stop */
function watch(view: EditorView, { incoming, own }: OvertakenOptions): () => void {
  const { doc }: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding;
  const overtaken: OvertakenText[] = [];
  let before = view.state.doc;
  const look = (transaction: YTransaction) => {
    const update = transaction.local ? null : incoming();
    const clients = own();
    if (!update || ![...clients].some((client) => transaction.deleteSet.clients.has(client))) return;
    // One message can take several transactions.
    if (overtaken.length === 0) before = view.state.doc;
    overtaken.push(...overtakenTexts({ transaction, update, clients }));
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

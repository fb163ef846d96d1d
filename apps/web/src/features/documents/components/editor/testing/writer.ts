import { documentExtensions } from '@plenum/editor/schema/extensions';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { applyUpdate, Doc } from 'yjs';
import { Boxes, type BoxSizes, inBoxes } from '../boxes.ts';
import { FirstText } from '../first-text.ts';
import { LastingNodes } from '../lasting-nodes.ts';
import { NarrowWriting } from '../narrow-writing.ts';
import { NewBlocks } from '../new-blocks.ts';
import { OvertakenWriting } from '../overtaken-writing.ts';
import { OwnHistory } from '../own-history.ts';
import { SteadyCaret } from '../steady-caret.ts';

/** Somebody's editor without a window, and what it has not sent yet. */
export class Writer {
  readonly doc = new Doc();
  unsent: Uint8Array[] = [];
  /** The clients whose writing is this person's. */
  own: ReadonlySet<number>;
  #incoming: Uint8Array | null = null;
  state: EditorState;
  readonly #observers: { update?: (view: EditorView, before: EditorState) => void }[] = [];

  constructor(clientId: number, { boxes }: { boxes?: BoxSizes } = {}) {
    this.doc.clientID = clientId;
    this.own = new Set([clientId]);
    this.doc.on('update', (update, origin) => {
      if (origin !== 'network') this.unsent.push(update);
    });
    const mapping = new Map();
    const { schema, extensionManager, state } = new Editor({
      element: null,
      extensions: [
        ...documentExtensions(),
        Boxes.configure(boxes),
        FirstText.configure({ fragment: this.doc.getXmlFragment(FRAGMENT_NAME), mapping, boxes }),
        Collaboration.configure({
          document: this.doc,
          field: FRAGMENT_NAME,
          provider: { on: () => {} },
          ySyncOptions: { mapping },
        }),
        LastingNodes,
        NarrowWriting,
        SteadyCaret,
        OwnHistory,
        NewBlocks,
        OvertakenWriting.configure({ incoming: () => this.#incoming, own: () => this.own }),
      ],
    });
    this.state = EditorState.create({ schema, doc: state.doc, plugins: extensionManager.plugins });
    for (const { spec } of this.state.plugins) if (spec.view) this.#observers.push(spec.view(this.#view));
  }

  /** What the plugins use of a view. */
  get #view(): EditorView {
    return this as unknown as EditorView;
  }

  readonly dom = new EventTarget();

  readonly hasFocus = () => false;

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const observer of this.#observers) observer.update?.(this.#view, before);
  };

  /** What is drawn in the editor, and what it would be were it drawn anew from Yjs. */
  get drawn(): { now: Node; anew: Node } {
    const fragment = this.doc.getXmlFragment(FRAGMENT_NAME);
    return {
      now: inBoxes(this.state.doc, { from: Number.POSITIVE_INFINITY, size: 1 }),
      anew: yXmlFragmentToProseMirrorRootNode(fragment, this.state.schema),
    };
  }

  get text(): string {
    return this.state.doc.textBetween(0, this.state.doc.content.size, '/');
  }

  receive(update: Uint8Array): void {
    this.#incoming = update;
    applyUpdate(this.doc, update, 'network');
    this.#incoming = null;
  }

  type(text: string): void {
    this.dispatch(this.state.tr.insertText(text));
  }

  do(command: Command): void {
    if (!command(this.state, this.dispatch)) throw new Error('the command does not apply here');
  }

  /** Puts the caret behind some characters of the text, its blocks told apart by slashes. */
  caretAfter(text: string): void {
    const { doc, tr } = this.state;
    let place = 0;
    doc.descendants((node, pos) => {
      const end = pos + 1 + node.content.size;
      for (let at = pos + 1; node.isTextblock && at <= end; at += 1) {
        if (doc.textBetween(0, at, '/') === text) place = at;
      }
    });
    this.dispatch(tr.setSelection(TextSelection.create(doc, place)));
  }
}

/** Lets everybody have what the others have written. */
export function exchange(writers: readonly Writer[]): void {
  const all = writers.map(({ unsent }) => unsent);
  for (const writer of writers) writer.unsent = [];
  writers.forEach((writer, own) => {
    for (const [from, updates] of all.entries())
      if (from !== own) for (const update of updates) writer.receive(update);
  });
}

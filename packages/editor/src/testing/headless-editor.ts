import { setBlockType, splitBlock, toggleMark, wrapIn } from '@tiptap/pm/commands';
import type { Node, Schema } from '@tiptap/pm/model';
import { type Command, EditorState, type Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  type ProsemirrorBinding,
  ySyncPlugin,
  ySyncPluginKey,
  yXmlFragmentToProseMirrorRootNode,
} from '@tiptap/y-tiptap';
import type * as Y from 'yjs';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';

/** An editor without a window, bound to a document by y-tiptap as every editor is. */
export class HeadlessEditor {
  readonly doc: Y.Doc;
  state: EditorState;
  readonly #observers: { update?: (view: EditorView, before: EditorState) => void }[] = [];

  constructor(
    doc: Y.Doc,
    { schema = documentSchema, plugins = [] }: { schema?: Schema; plugins?: readonly Plugin[] } = {},
  ) {
    this.doc = doc;
    const sync: Plugin = ySyncPlugin(doc.getXmlFragment(FRAGMENT_NAME));
    this.state = EditorState.create({ schema, plugins: [sync, ...plugins] });
    for (const { spec } of this.state.plugins) if (spec.view) this.#observers.push(spec.view(this.#view));
    const binding: ProsemirrorBinding = ySyncPluginKey.getState(this.state).binding;
    // Nobody looks at the caret; y-tiptap throws where it cannot put it back after the second of two transactions.
    doc.on('beforeObserverCalls', () => Object.assign(binding, { beforeTransactionSelection: null }));
  }

  /** What plugins use of a view. */
  get #view(): EditorView {
    return this as unknown as EditorView;
  }

  readonly hasFocus = () => false;

  readonly dispatch = (transaction: Transaction): void => {
    const before = this.state;
    this.state = before.apply(transaction);
    for (const observer of this.#observers) observer.update?.(this.#view, before);
  };

  /** What is drawn, and what it would be were it drawn anew from Yjs: an editor shows an empty line where there is none. */
  get drawn(): { now: Node; anew: Node } {
    const { doc, schema } = this.state;
    const anew = yXmlFragmentToProseMirrorRootNode(this.doc.getXmlFragment(FRAGMENT_NAME), schema);
    return { now: doc, anew: anew.childCount === 0 ? (schema.topNodeType.createAndFill() ?? anew) : anew };
  }

  type(text: string): void {
    this.dispatch(this.state.tr.insertText(text));
  }

  /** Goes somewhere and types, deletes, splits, marks or turns blocks. @param random gives numbers from 0 to 1 */
  editAtRandom(random: () => number, text: string): void {
    const { doc, schema, tr } = this.state;
    const place = () => doc.resolve(Math.floor(random() * (doc.content.size + 1)));
    this.dispatch(tr.setSelection(TextSelection.between(place(), place())));
    const { bold, italic } = schema.marks;
    const { blockquote, heading, paragraph } = schema.nodes;
    const commands: (Command | false | undefined)[] = [
      bold && toggleMark(bold),
      italic && toggleMark(italic),
      heading && setBlockType(heading, { level: 1 + Math.floor(random() * 4) }),
      paragraph && setBlockType(paragraph),
      blockquote && wrapIn(blockquote),
    ];
    const command = commands[Math.floor(random() * 20)];
    if (command) {
      command(this.state, this.dispatch);
      return;
    }
    // Most of what people do: they type where they are, and now and then over what was there.
    const { from, to } = this.state.selection;
    const end = random() < 0.15 ? Math.min(to, from + 12) : from;
    if (random() < 0.2) splitBlock(this.state, this.dispatch);
    else this.dispatch(this.state.tr.insertText(text, from, end));
  }
}

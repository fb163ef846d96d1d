import { type Editor, Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { BLOCKS, type BlockKind } from './blocks.ts';

/** The id of the list of blocks, which the text field controls while it is open. */
export const SLASH_LIST_ID = 'slash-list';

/** The id of one of its options. */
export function slashOptionId(block: BlockKind): string {
  return `slash-${block.name}`;
}

/** The open slash menu: what was typed from where, what fits, and which of it Enter takes. Null while it is closed. */
export type SlashMenu = { from: number; query: string; found: readonly BlockKind[]; chosen: number } | null;

/** Finds the slash menu in an editor's state. */
export const slashKey = new PluginKey<SlashMenu>('slashMenu');

type Step = { type: 'close' } | { type: 'choose'; chosen: number };

interface SlashOptions {
  /** What a block can be found by, in the person's language. */
  wordsOf(block: BlockKind): string;
}

/** Opens a list of blocks when somebody types a slash where a word could begin; the keyboard chooses, Escape closes. */
export const SlashMenuExtension = Extension.create<SlashOptions>({
  name: 'slashMenu',
  priority: 1100,

  addOptions() {
    return { wordsOf: ({ name }) => name };
  },

  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [slashPlugin({ ...options, take: (block) => takeBlock(editor, block) })];
  },
});

/** The menu's state and its keys; `take` puts a block into the text. */
export function slashPlugin({
  wordsOf,
  take,
}: SlashOptions & { take: (block: BlockKind) => void }): Plugin<SlashMenu> {
  return new Plugin<SlashMenu>({
    key: slashKey,
    state: {
      init: () => null,
      apply: (transaction, menu, before, after) =>
        nextMenu({
          menu,
          transaction,
          grew: after.doc.content.size > before.doc.content.size,
          after,
          wordsOf,
        }),
    },
    props: {
      attributes(state): Record<string, string> {
        const menu = slashKey.getState(state);
        const block = menu?.found[menu.chosen];
        if (!block) return {};
        return {
          'aria-autocomplete': 'list',
          'aria-controls': SLASH_LIST_ID,
          'aria-activedescendant': slashOptionId(block),
        };
      },
      handleKeyDown(view, event) {
        const menu = slashKey.getState(view.state);
        if (!menu || event.isComposing) return false;
        const step = (next: Step) => view.dispatch(view.state.tr.setMeta(slashKey, next));
        const { length } = menu.found;
        switch (event.key) {
          case 'ArrowDown':
            step({ type: 'choose', chosen: (menu.chosen + 1) % length });
            return true;
          case 'ArrowUp':
            step({ type: 'choose', chosen: (menu.chosen + length - 1) % length });
            return true;
          case 'Enter':
          case 'Tab': {
            const block = menu.found[menu.chosen];
            if (block) take(block);
            return true;
          }
          case 'Escape':
            step({ type: 'close' });
            return true;
          default:
            return false;
        }
      },
    },
  });
}

/** Puts a block where the slash and what follows it stand. */
export function takeBlock(editor: Editor, block: BlockKind): void {
  const menu = slashKey.getState(editor.state);
  if (!menu) return;
  const range = { from: menu.from, to: editor.state.selection.from };
  block.apply(editor.chain().focus().deleteRange(range)).run();
}

function nextMenu({
  menu,
  transaction,
  grew,
  after,
  wordsOf,
}: {
  menu: SlashMenu;
  transaction: Transaction;
  grew: boolean;
  after: EditorState;
  wordsOf: SlashOptions['wordsOf'];
}): SlashMenu {
  const step: Step | undefined = transaction.getMeta(slashKey);
  if (step?.type === 'close') return null;
  if (step?.type === 'choose') return menu && { ...menu, chosen: step.chosen };
  if (!transaction.docChanged && !transaction.selectionSet) return menu;
  const typed = slashBefore(after);
  if (!typed) return null;
  const typedNow = grew && !isChangeOrigin(transaction) && transaction.getMeta('uiEvent') !== 'paste';
  if (!menu && !(typedNow && typed.query === '')) return null;
  const found = blocksFor(typed.query, wordsOf);
  if (found.length === 0) return null;
  return { ...typed, found, chosen: typed.query === menu?.query ? menu.chosen : 0 };
}

/** The slash before the cursor, at the beginning of a word, with what follows it. */
export function slashBefore({
  selection,
}: Pick<EditorState, 'selection'>): { from: number; query: string } | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const text = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  const query = /(?:^|\s)\/([^\s/]{0,24})$/u.exec(text)?.[1];
  return query === undefined ? null : { from: $from.pos - query.length - 1, query };
}

/** The blocks of which a word begins with what was typed; all of them for nothing. */
export function blocksFor(query: string, wordsOf: SlashOptions['wordsOf']): readonly BlockKind[] {
  const sought = query.toLocaleLowerCase();
  return BLOCKS.filter((block) =>
    wordsOf(block)
      .toLocaleLowerCase()
      .split(/[\s,]+/)
      .some((word) => word.startsWith(sought)),
  );
}

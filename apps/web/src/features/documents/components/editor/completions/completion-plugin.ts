import { type Editor, Extension } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Completion, CompletionOption } from './completion.ts';

/** The id of the list of options, which the text field controls while it is open. */
export const COMPLETION_LIST_ID = 'completion-list';

/** The id of one of its options. */
export function completionOptionId(index: number): string {
  return `completion-${index}`;
}

/** The open list: what was typed from where, what fits, and which of it Enter takes. */
export interface CompletionMenu {
  completion: Completion;
  from: number;
  query: string;
  /** Nothing while it is looked for the first time. */
  found: readonly CompletionOption[];
  chosen: number;
}

/** Finds the open list in an editor's state; null while none is. */
export const completionKey = new PluginKey<CompletionMenu | null>('completion');

/** What happens to the open list. */
export type CompletionStep =
  | { type: 'open' }
  | { type: 'close' }
  | { type: 'choose'; chosen: number }
  | { type: 'found'; query: string; found: readonly CompletionOption[] };

/** Milliseconds for which typing rests before something is asked for elsewhere. */
const REST = 150;

/** Opens a list when somebody types what begins one; the keyboard chooses, Escape closes. */
export const Completions = Extension.create<{ completions: readonly Completion[] }>({
  name: 'completions',
  priority: 1100,

  addOptions: () => ({ completions: [] }),

  addProseMirrorPlugins() {
    const { editor } = this;
    return [completionPlugin({ ...this.options, take: (option) => takeOption(editor, option) })];
  },
});

/** The list's state and its keys; `take` puts an option into the text. */
export function completionPlugin({
  completions,
  take,
}: {
  completions: readonly Completion[];
  take: (option: CompletionOption) => void;
}): Plugin<CompletionMenu | null> {
  return new Plugin<CompletionMenu | null>({
    key: completionKey,
    state: {
      init: () => null,
      apply: (transaction, menu, before, after) => {
        const grew = after.doc.content.size > before.doc.content.size;
        return nextMenu({ menu, transaction, grew, after, completions });
      },
    },
    view: () => {
      const search = new Search();
      return {
        update: (view, before) => search.follow(view, completionKey.getState(before) ?? null),
        destroy: () => search.stop(),
      };
    },
    props: {
      attributes(state): Record<string, string> {
        const menu = completionKey.getState(state);
        if (!menu?.found[menu.chosen]) return {};
        return {
          'aria-autocomplete': 'list',
          'aria-controls': COMPLETION_LIST_ID,
          'aria-activedescendant': completionOptionId(menu.chosen),
        };
      },
      handleKeyDown(view, event) {
        const menu = completionKey.getState(view.state);
        if (!menu || menu.found.length === 0 || event.isComposing) return false;
        const { length } = menu.found;
        const step = (next: CompletionStep) => view.dispatch(view.state.tr.setMeta(completionKey, next));
        switch (event.key) {
          case 'ArrowDown':
            step({ type: 'choose', chosen: (menu.chosen + 1) % length });
            return true;
          case 'ArrowUp':
            step({ type: 'choose', chosen: (menu.chosen + length - 1) % length });
            return true;
          case 'Enter':
          case 'Tab': {
            const option = menu.found[menu.chosen];
            if (option) take(option);
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

/** Puts an option where its characters and what follows them stand. */
export function takeOption(editor: Editor, { apply, take }: CompletionOption): void {
  take?.(editor);
  const menu = completionKey.getState(editor.state);
  if (!menu || !apply) return;
  const range = { from: menu.from, to: editor.state.selection.from };
  apply(editor.chain().focus().deleteRange(range)).run();
}

/** Looks for what takes time, one thing at a time. */
class Search {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();

  follow(view: EditorView, before: CompletionMenu | null): void {
    const menu = completionKey.getState(view.state) ?? null;
    if (menu?.query === before?.query && menu?.completion === before?.completion) return;
    this.stop();
    const search = menu?.completion.search;
    if (!menu || !search) return;
    const { signal } = this.#abort;
    const { query } = menu;
    const say = (found: readonly CompletionOption[]) => {
      if (signal.aborted || view.isDestroyed) return;
      view.dispatch(
        view.state.tr.setMeta(completionKey, { type: 'found', query, found } satisfies CompletionStep),
      );
    };
    const look = async () => say(await search(query, signal));
    this.#timer = setTimeout(() => look().catch(() => say([])), query === '' ? 0 : REST);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#abort = new AbortController();
  }
}

function nextMenu({
  menu,
  transaction,
  grew,
  after,
  completions,
}: {
  menu: CompletionMenu | null;
  transaction: Transaction;
  grew: boolean;
  after: EditorState;
  completions: readonly Completion[];
}): CompletionMenu | null {
  const step: CompletionStep | undefined = transaction.getMeta(completionKey);
  if (step?.type === 'close') return null;
  if (step?.type === 'choose') return menu && { ...menu, chosen: step.chosen };
  if (step?.type === 'found') {
    if (!menu || menu.query !== step.query) return menu;
    return step.found.length === 0 ? null : { ...menu, found: step.found, chosen: 0 };
  }
  if (!transaction.docChanged && !transaction.selectionSet) return menu;
  const typed = completionBefore(after, completions);
  if (!typed) return null;
  const same = menu?.completion === typed.completion ? menu : null;
  const typedNow =
    step?.type === 'open' ||
    (grew && !isChangeOrigin(transaction) && transaction.getMeta('uiEvent') !== 'paste');
  if (!same && !(typedNow && typed.query.length === typed.completion.least)) return null;
  const kept = typed.query === same?.query ? same.found : same?.found.filter(isMeantBy(typed.query));
  const found = typed.completion.find?.(typed.query) ?? kept ?? [];
  if (found.length === 0 && typed.completion.find) return null;
  return { ...typed, found, chosen: typed.query === same?.query ? same.chosen : 0 };
}

/** Whether what was found for other characters may be taken for these, before an answer for them is there. */
function isMeantBy(query: string): (option: CompletionOption) => boolean {
  const sought = query.toLocaleLowerCase();
  return ({ apply, label, hint = '' }) =>
    apply !== undefined && `${label} ${hint}`.toLocaleLowerCase().includes(sought);
}

/** What begins before the cursor, and what is sought. */
export function completionBefore(
  { selection }: Pick<EditorState, 'selection'>,
  completions: readonly Completion[],
): Pick<CompletionMenu, 'completion' | 'from' | 'query'> | null {
  const { $from, empty } = selection;
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  if ($from.marks().some(({ type }) => type.spec.code)) return null;
  const text = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc');
  for (const completion of completions) {
    const query = completion.pattern.exec(text)?.[1];
    if (query === undefined) continue;
    return { completion, query, from: $from.pos - query.length - completion.trigger.length };
  }
  return null;
}

import type { PersonCard } from '@plenum/domain/accounts/types';
import { nameAt, namesOf } from '@plenum/domain/tasks/quick-add/names';
import { isDay } from '@plenum/domain/tasks/when';
import type { Editor, EditorEvents } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { taskLineAt } from './task-line.ts';

/** A word that was finished just now, from where it stands to where it ends. */
export interface FinishedWord {
  from: number;
  to: number;
  text: string;
  taskId: unknown;
}

const LAST_WORD = /(?<=^|\s)\S+$/u;

/**
 * Understands what is typed in the line of a task once the word is finished: a day such as `2026-12-01` or `1.12.2026` becomes a date, and
 * `@` with the name of one of `people` names them, as they do when they are chosen from the list. Not a plugin: one that is added to an open
 * editor has all others begin anew, see `LateMarks`.
 * @param load asks once for whom one may name.
 * @returns the way to stop
 */
export function followWords(editor: Editor, load: () => Promise<readonly PersonCard[]>): () => void {
  let people: Promise<readonly PersonCard[]> | null = null;
  const ask = () => {
    people ??= load().catch((error: unknown) => {
      people = null;
      throw error;
    });
    return people;
  };
  let before = editor.state;
  const follow = ({ transaction, appendedTransactions = [] }: EditorEvents['transaction']) => {
    const { state: after, view } = editor;
    const word = finishedWord([transaction, ...appendedTransactions], before, after);
    before = after;
    const date = word && dateInstead(word, after);
    if (date) view.dispatch(date);
    else if (word?.text.startsWith('@')) {
      ask().then(
        (all) => nameSomebody(view, { word, all }),
        () => {},
      );
    }
  };
  editor.on('transaction', follow);
  return () => {
    editor.off('transaction', follow);
  };
}

/** The word that somebody has finished here by typing, in the line of a task. */
export function finishedWord(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): FinishedWord | null {
  const isTyped = transactions.some(({ docChanged }) => docChanged) && !transactions.some(isForeign);
  return isTyped ? wordLeft(before, after) : null;
}

/** Puts a date where a word says a day; null where it says none. */
export function dateInstead(
  { text, from, to }: FinishedWord,
  { schema, tr }: EditorState,
): Transaction | null {
  const date = dayOf(text);
  const type = schema.nodes.date;
  return date && type ? tr.replaceWith(from, to, type.create({ date })) : null;
}

function isForeign(transaction: Transaction): boolean {
  return isChangeOrigin(transaction) || transaction.getMeta('uiEvent') !== undefined;
}

/** The word before the cursor, if a blank or the next line has come behind it. */
function wordLeft({ selection }: EditorState, after: EditorState): FinishedWord | null {
  const item = selection.empty ? taskLineAt(selection.$from) : null;
  if (!item || selection.from > after.doc.content.size) return null;
  const $end = after.doc.resolve(selection.from);
  const now = taskLineAt($end);
  if (now?.attrs.id !== item.attrs.id) return null;
  const behind = $end.parent.textBetween($end.parentOffset, $end.parent.content.size, undefined, '\ufffc');
  const { $from } = after.selection;
  const isNextLine = behind === '' && !$from.sameParent($end);
  const isNextWord = /^\s/u.test(behind) && $from.sameParent($end) && $from.pos === $end.pos + 1;
  if (!isNextLine && !isNextWord) return null;
  const [text] = LAST_WORD.exec($end.parent.textBetween(0, $end.parentOffset, undefined, '\ufffc')) ?? [];
  return text === undefined
    ? null
    : { text, from: $end.pos - text.length, to: $end.pos, taskId: item.attrs.id };
}

function dayOf(text: string): string | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = dotted ?? [];
  const date = dotted ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDay(date) ? date : null;
}

/** Names whom the word means, if that is one of them and the word still stands there. */
function nameSomebody(
  view: EditorView,
  { word, all }: { word: FinishedWord; all: readonly PersonCard[] },
): void {
  const people = all.map(({ id, displayName, username }) => ({ id, name: displayName, userName: username }));
  const named = nameAt(word.text, 0, namesOf({ people, groups: [] }));
  const person = named?.to === word.text.length ? all.find(({ id }) => id === named.id) : undefined;
  const { mention } = view.isDestroyed ? {} : view.state.schema.nodes;
  const from = person && !view.isDestroyed ? placeOf(view.state.doc, word) : null;
  if (!person || !mention || from === null) return;
  const node = mention.create({ personId: person.id, label: person.displayName });
  view.dispatch(view.state.tr.replaceWith(from, from + word.text.length, node));
}

/** Where the word stands in the line of its task by now. */
function placeOf(doc: Node, { taskId, text }: FinishedWord): number | null {
  let found: number | null = null;
  doc.descendants((node, position) => {
    if (found !== null) return false;
    const line = node.type.name === 'taskItem' && node.attrs.id === taskId ? node.firstChild : null;
    if (!line) return !node.isTextblock;
    const words = line.textBetween(0, line.content.size, undefined, '\ufffc');
    const at = ` ${words} `.replace(/\s/gu, ' ').indexOf(` ${text} `);
    if (at >= 0) found = position + 2 + at;
    return false;
  });
  return found;
}

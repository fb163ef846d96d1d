import type { PersonCard } from '@plenum/domain/accounts/types';
import { nameAt, namesOf } from '@plenum/domain/tasks/quick-add/names';
import { isDay } from '@plenum/domain/tasks/when';
import type { Editor, EditorEvents } from '@tiptap/core';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { taskLineAt } from './task-line.ts';

/** A word that was finished just now, and in the line of which task. */
interface FinishedWord {
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
  const understand = async (word: FinishedWord) => {
    const { schema } = editor;
    const date = dayOf(word.text);
    if (date && schema.nodes.date) put(editor.view, word, schema.nodes.date.create({ date }));
    if (!word.text.startsWith('@')) return;
    const person = personIn(await ask(), word);
    if (!person || !schema.nodes.mention) return;
    const attrs = { personId: person.id, label: person.displayName };
    put(editor.view, word, schema.nodes.mention.create(attrs));
  };
  const follow = ({ transaction, nextState }: EditorEvents['beforeTransaction']) => {
    const word = finishedWord(transaction, editor.state, nextState);
    // Once whoever else follows the text has been told of what was typed.
    if (word) queueMicrotask(() => understand(word).catch(() => {}));
  };
  editor.on('beforeTransaction', follow);
  return () => {
    editor.off('beforeTransaction', follow);
  };
}

/** The word that somebody has finished here by typing, in the line of a task. */
function finishedWord(
  transaction: Transaction,
  before: EditorState,
  after: EditorState,
): FinishedWord | null {
  return transaction.docChanged && !isForeign(transaction) ? wordLeft(before, after) : null;
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
  return text === undefined ? null : { text, taskId: item.attrs.id };
}

function dayOf(text: string): string | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = dotted ?? [];
  const date = dotted ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDay(date) ? date : null;
}

/** Whom a word means, such as `@anna`. */
function personIn(all: readonly PersonCard[], { text }: FinishedWord): PersonCard | undefined {
  const people = all.map(({ id, displayName, username }) => ({ id, name: displayName, userName: username }));
  const named = nameAt(text, 0, namesOf({ people, groups: [] }));
  return named?.to === text.length ? all.find(({ id }) => id === named.id) : undefined;
}

/** Puts something in the place of a word, if it still stands there. */
function put(view: EditorView, word: FinishedWord, node: Node): void {
  const from = view.isDestroyed ? null : placeOf(view.state.doc, word);
  if (from !== null) view.dispatch(view.state.tr.replaceWith(from, from + word.text.length, node));
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

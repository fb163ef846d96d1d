import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { dateInstead, finishedWord } from './line-words.ts';

const schema = getSchema(documentExtensions());

function typed(words: string, block: 'taskItem' | 'listItem' = 'taskItem') {
  const list = block === 'taskItem' ? 'taskList' : 'bulletList';
  const paragraph = schema.node('paragraph', null, schema.text(words));
  const item = schema.node(block, { id: 'a' }, paragraph);
  const doc = schema.node('doc', null, schema.node(list, null, item));
  const end = TextSelection.create(doc, 3 + words.length);
  return EditorState.create({ doc, selection: end });
}

/** The state that a transaction leads to, with what is made of the word that it has finished. */
function after(before: EditorState, transaction: Transaction): EditorState {
  const { state, transactions } = before.applyTransaction(transaction);
  const word = finishedWord(transactions, before, state);
  const date = word && dateInstead(word, state);
  return date ? state.apply(date) : state;
}

const shown = (state: EditorState) =>
  state.doc.textBetween(0, state.doc.content.size, '|', ({ type, attrs }) =>
    type.name === 'date' ? `<${attrs.date}>` : '?',
  );

test.each(['2026-12-01', '1.12.2026'])(
  'TASK-692 %s in the line of a task is a date once the word is finished',
  (day) => {
    const state = typed(`Buy rice ${day}`);
    expect(shown(after(state, state.tr.insertText(' ')))).toBe('Buy rice <2026-12-01> ');
    expect(shown(after(state, state.tr.insertText('5')))).toBe(`Buy rice ${day}5`);
  },
);

test('TASK-692 a day at the end of a line is one when the next line begins', () => {
  const state = typed('Buy rice 2026-12-01');
  expect(shown(after(state, state.tr.split(state.selection.from, 2)))).toBe('Buy rice <2026-12-01>|');
});

test('TASK-692 what is no day stays, and so does a day in any other line', () => {
  const no = typed('Buy rice 2026-13-01');
  expect(shown(after(no, no.tr.insertText(' ')))).toBe('Buy rice 2026-13-01 ');
  const other = typed('Buy rice 2026-12-01', 'listItem');
  expect(shown(after(other, other.tr.insertText(' ')))).toBe('Buy rice 2026-12-01 ');
});

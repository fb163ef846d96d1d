import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { BLOCKS } from './blocks.ts';
import { blocksFor, slashKey, slashPlugin } from './slash-plugin.ts';

const schema = getSchema(documentExtensions());
const wordsOf = ({ name }: { name: string }) => (name === 'taskList' ? 'Aufgabenliste Todo' : name);

function stateWith(text: string, type: 'paragraph' | 'codeBlock' = 'paragraph'): EditorState {
  const block = schema.node(type, null, text === '' ? [] : [schema.text(text)]);
  const doc = schema.node('doc', null, [block]);
  const plugin = slashPlugin({ wordsOf, take: () => {} });
  return EditorState.create({ doc, plugins: [plugin], selection: TextSelection.atEnd(doc) });
}

function typing(
  state: EditorState,
  text: string,
  change: (tr: Transaction) => Transaction = (tr) => tr,
): EditorState {
  return [...text].reduce((now, letter) => now.apply(change(now.tr.insertText(letter))), state);
}

const menuOf = (state: EditorState) => slashKey.getState(state);

test.each(['', 'before '])('EDIT-17 a slash after %j opens the menu with all blocks', (text) => {
  expect(menuOf(typing(stateWith(text), '/'))).toMatchObject({
    from: text.length + 1,
    query: '',
    chosen: 0,
    found: BLOCKS,
  });
});

test('EDIT-17 what follows the slash narrows the menu, and nothing that fits closes it', () => {
  const open = typing(stateWith(''), '/h');
  expect(menuOf(open)?.found.map(({ name }) => name)).toContain('heading1');
  expect(menuOf(typing(open, 'zzz'))).toBeNull();
});

test('EDIT-17 a slash within a word, and a slash in code, open nothing', () => {
  expect(menuOf(typing(stateWith('1'), '/'))).toBeNull();
  expect(menuOf(typing(stateWith('', 'codeBlock'), '/'))).toBeNull();
});

test('EDIT-17 a slash that was pasted, or that somebody else wrote, opens nothing', () => {
  expect(menuOf(typing(stateWith(''), '/', (tr) => tr.setMeta('uiEvent', 'paste')))).toBeNull();
  expect(
    menuOf(typing(stateWith(''), '/', (tr) => tr.setMeta(ySyncPluginKey, { isChangeOrigin: true }))),
  ).toBeNull();
});

test('EDIT-17 once closed, the menu stays closed while the word goes on', () => {
  const open = typing(stateWith(''), '/');
  const closed = open.apply(open.tr.setMeta(slashKey, { type: 'close' }));
  expect(menuOf(closed)).toBeNull();
  expect(menuOf(typing(closed, 'h'))).toBeNull();
});

test('EDIT-17 leaving the word closes the menu', () => {
  const open = typing(stateWith('one'), ' /');
  expect(menuOf(open)).not.toBeNull();
  expect(menuOf(open.apply(open.tr.setSelection(TextSelection.atStart(open.doc))))).toBeNull();
});

test('EDIT-18 a block is found by the beginning of each of its words, in any case', () => {
  expect(blocksFor('tod', wordsOf).map(({ name }) => name)).toEqual(['taskList']);
  expect(blocksFor('AUF', wordsOf).map(({ name }) => name)).toEqual(['taskList']);
  expect(blocksFor('liste', wordsOf)).toEqual([]);
});

import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { BLOCKS } from '../blocks.ts';
import { blockCompletion } from './blocks.ts';
import type { Completion, CompletionOption } from './completion.ts';
import { completionKey, completionPlugin } from './completion-plugin.ts';
import { dateCompletion, dayFrom } from './dates.ts';

const schema = getSchema(documentExtensions());
const blocks = blockCompletion({
  label: ({ name }) => (name === 'taskList' ? 'Aufgabenliste' : name),
  words: ({ name }) => (name === 'taskList' ? 'Todo' : ''),
});
const now = () => new Date(2026, 11, 30);
const dates = dateCompletion({ locale: 'de', today: 'Heute', tomorrow: 'Morgen', now });
const slow: Completion = {
  name: 'pages',
  trigger: '[[',
  pattern: /\[\[([^[\]]*)$/,
  least: 0,
  search: async () => [],
};
const idsOf = (found: readonly CompletionOption[] | undefined) => found?.map(({ id }) => id);

function stateWith(text: string, type: 'paragraph' | 'codeBlock' = 'paragraph'): EditorState {
  const block = schema.node(type, null, text === '' ? [] : [schema.text(text)]);
  const doc = schema.node('doc', null, [block]);
  const plugin = completionPlugin({ completions: [blocks, dates, slow], take: () => {} });
  return EditorState.create({ doc, plugins: [plugin], selection: TextSelection.atEnd(doc) });
}

function typing(
  state: EditorState,
  text: string,
  change: (tr: Transaction) => Transaction = (tr) => tr,
): EditorState {
  return [...text].reduce((now, letter) => now.apply(change(now.tr.insertText(letter))), state);
}

const menuOf = (state: EditorState) => completionKey.getState(state);

test.each(['', 'before '])('EDIT-17 a slash after %j opens the menu with all blocks', (text) => {
  expect(menuOf(typing(stateWith(text), '/'))).toMatchObject({
    from: text.length + 1,
    query: '',
    chosen: 0,
  });
  expect(idsOf(menuOf(typing(stateWith(text), '/'))?.found)).toEqual(BLOCKS.map(({ name }) => name));
});

test('EDIT-17 what follows the slash narrows the menu, and nothing that fits closes it', () => {
  const open = typing(stateWith(''), '/h');
  expect(idsOf(menuOf(open)?.found)).toContain('heading1');
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
  const closed = open.apply(open.tr.setMeta(completionKey, { type: 'close' }));
  expect(menuOf(closed)).toBeNull();
  expect(menuOf(typing(closed, 'h'))).toBeNull();
});

test('EDIT-17 leaving the word closes the menu', () => {
  const open = typing(stateWith('one'), ' /');
  expect(menuOf(open)).not.toBeNull();
  expect(menuOf(open.apply(open.tr.setSelection(TextSelection.atStart(open.doc))))).toBeNull();
});

test('EDIT-18 a block is found by the beginning of each of its words, in any case', () => {
  expect(idsOf(blocks.find?.('tod'))).toEqual(['taskList']);
  expect(idsOf(blocks.find?.('AUF'))).toEqual(['taskList']);
  expect(idsOf(blocks.find?.('liste'))).toEqual([]);
});

test('EDIT-35 a second slash offers days instead of blocks', () => {
  const menu = menuOf(typing(stateWith(''), '//'));
  expect(menu).toMatchObject({ completion: { name: 'dates' }, from: 1, query: '' });
  expect(idsOf(menu?.found)?.slice(0, 3)).toEqual(['Heute', 'Morgen', '2027-01-01']);
});

test('EDIT-35 a day is found by its name and by its number, which without a year is the next', () => {
  expect(idsOf(dates.find?.('frei'))).toEqual([]);
  expect(idsOf(dates.find?.('Fr'))?.[0]).toBe('2027-01-01');
  expect(dayFrom('31.12.', now())).toBe('2026-12-31');
  expect(dayFrom('1.2.', now())).toBe('2027-02-01');
  expect(dayFrom('1.2.2031', now())).toBe('2031-02-01');
  expect(dayFrom('2026-2-28', now())).toBe('2026-02-28');
  for (const none of ['31.2.', '2026-13-01', 'x', '12']) expect(dayFrom(none, now())).toBe(null);
});

test('EDIT-35 what has to be asked for is shown once it is there, and only for what is sought by then', () => {
  const option: CompletionOption = { id: 'a', label: 'A', apply: (chain) => chain };
  const open = typing(stateWith('see '), '[[a');
  expect(menuOf(open)).toMatchObject({ completion: { name: 'pages' }, query: 'a', found: [] });
  const say = (query: string, found: CompletionOption[]) =>
    open.apply(open.tr.setMeta(completionKey, { type: 'found', query, found }));
  expect(idsOf(menuOf(say('a', [option]))?.found)).toEqual(['a']);
  expect(menuOf(say('', [option]))).toMatchObject({ query: 'a', found: [] });
  expect(menuOf(say('a', []))).toBeNull();
});

test('WIKI-19 what is to be made is offered for what is sought alone, and not for what has been typed since', () => {
  const there: CompletionOption = { id: 'abc', label: 'Abc', apply: (chain) => chain };
  const made: CompletionOption = { id: 'new', label: 'New page “a”', take: () => {} };
  const open = typing(stateWith('see '), '[[a');
  const found = open.apply(
    open.tr.setMeta(completionKey, { type: 'found', query: 'a', found: [there, made] }),
  );
  expect(idsOf(menuOf(found)?.found)).toEqual(['abc', 'new']);
  expect(menuOf(typing(found, 'b'))).toMatchObject({ query: 'ab', chosen: 0 });
  expect(idsOf(menuOf(typing(found, 'b'))?.found)).toEqual(['abc']);
});

test('EDIT-35 Enter takes nothing that what was typed last does not mean, however late its answer comes', () => {
  const apply: CompletionOption['apply'] = (chain) => chain;
  const open = typing(stateWith('see '), '[[a');
  const both = [
    { id: 'anna', label: 'Anna', hint: '@ann', apply },
    { id: 'albert', label: 'Albert', apply },
  ];
  const found = open.apply(open.tr.setMeta(completionKey, { type: 'found', query: 'a', found: both }));
  expect(idsOf(menuOf(typing(found, 'L'))?.found)).toEqual(['albert']);
  expect(idsOf(menuOf(typing(found, 'x'))?.found)).toEqual([]);
});

import { toggleMark } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import type { SearchQuery } from 'prosemirror-search';
import { beforeAll, expect, test, vi } from 'vitest';
import { MOST_MATCHES, matchesOf, matchFrom, queryFor, replacing, SearchMarks } from './search-marks.ts';
import { exchange, Writer } from './testing/writer.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

const find = queryFor;
const found = ({ state }: Writer, query: SearchQuery) =>
  matchesOf(state, query).map(({ from, to }) => state.doc.textBetween(from, to));

function aText(text: string): Writer {
  const writer = new Writer(1);
  for (const [i, line] of text.split('/').entries()) {
    if (i > 0) writer.dispatch(writer.state.tr.split(writer.state.selection.from));
    if (line !== '') writer.type(line);
  }
  return writer;
}

test('EDIT-31 a text is found everywhere, with capitals and as whole words where that is asked for', () => {
  const writer = aText('Plan the plan/Planning, (plan) a.b');
  expect(found(writer, find('plan'))).toEqual(['Plan', 'plan', 'Plan', 'plan']);
  expect(found(writer, find('plan', { caseSensitive: true }))).toEqual(['plan', 'plan']);
  expect(found(writer, find('plan', { wholeWord: true }))).toEqual(['Plan', 'plan', 'plan']);
  expect(found(writer, find('a.b'))).toEqual(['a.b']);
  expect(found(writer, find('(plan) a'))).toEqual(['(plan) a']);
  expect(found(writer, find(''))).toEqual([]);
  expect(found(aText('a'.repeat(3000)), find('a'))).toHaveLength(MOST_MATCHES);
});

test('EDIT-31 after the last match comes the first', () => {
  const matches = matchesOf(aText('one two one').state, find('one'));
  expect([0, 1, 2, 9, 10].map((at) => matchFrom(matches, at))).toEqual([0, 0, 1, 1, 0]);
  expect(matchFrom([], 3)).toBe(-1);
});

test('EDIT-31 replacing keeps what a text is marked with, and what others write meanwhile', () => {
  const [ada, mira] = [aText('We meet Monday. Monday!'), new Writer(2)];
  exchange([ada, mira]);
  const { tr } = ada.state;
  ada.dispatch(tr.setSelection(TextSelection.create(tr.doc, 9, 15)));
  const bold = ada.state.schema.marks.bold;
  if (!bold) throw new Error('there is no bold');
  toggleMark(bold)(ada.state, ada.dispatch);
  mira.caretAfter('We meet');
  mira.type(' on');
  const matches = matchesOf(ada.state, find('Monday'));
  ada.dispatch(replacing(ada.state, { matches, replacement: 'Friday' }));
  exchange([ada, mira]);
  expect([ada.text, mira.text]).toEqual(Array(2).fill('We meet on Friday. Friday!'));
  expect(ada.state.doc.toString()).toContain('bold("Friday")');
});

test('EDIT-31 the marks follow what others write', () => {
  const [ada, mira] = [aText('one two one'), new Writer(2)];
  exchange([ada, mira]);
  const before = ada.state.doc;
  let marks = SearchMarks.of(before, matchesOf(ada.state, find('one')), 0);
  const dispatch = ada.dispatch;
  Object.assign(ada, {
    dispatch(transaction: typeof ada.state.tr) {
      marks = marks.follow(transaction, ada.state.doc);
      dispatch(transaction);
    },
  });
  mira.caretAfter('one two');
  mira.type(' and a half');
  exchange([ada, mira]);
  const marked = marks.decorations.find().map(({ from, to }) => ada.state.doc.textBetween(from, to));
  expect(marked).toEqual(['one', 'one']);
  expect(marks.current()).toEqual({ from: 1, to: 4 });
});

test('EDIT-31 what is put in another text’s place stands there as it is, whatever signs and letters are around', () => {
  const writer = aText('Hello İstanbul foo, (foo) $1');
  const replace = (text: string, replacement: string) =>
    writer.dispatch(replacing(writer.state, { matches: matchesOf(writer.state, find(text)), replacement }));
  replace('foo', '$& $1');
  expect(writer.text).toBe('Hello İstanbul $& $1, ($& $1) $1');
  replace(' ($& $1)', '');
  replace('$1', '[a-z]+');
  expect(writer.text).toBe('Hello İstanbul $& [a-z]+, [a-z]+');
  expect(found(writer, find('[a-z]+, ['))).toEqual(['[a-z]+, [']);
});

import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { describe, expect, test } from 'vitest';
import { DeletedLines } from './deleted-lines.ts';

const schema = getSchema(documentExtensions());
const mira = '0192f000-0000-7000-8000-00000000000a';

function text() {
  const line = (id: string, words: string, checked = false) => ({
    type: 'taskItem',
    attrs: { id, checked },
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: `${words} ` },
          { type: 'mention', attrs: { personId: mira, label: 'Mira' } },
          { type: 'text', text: ' 2026-12-01 #flyer' },
        ],
      },
    ],
  });
  const doc = schema.nodeFromJSON({
    type: 'doc',
    content: [
      {
        type: 'taskList',
        content: [line('a', 'Buy rice'), line('b', 'Book the hall'), line('c', 'Ring Ada', true)],
      },
      { type: 'paragraph' },
    ],
  });
  const lines = new DeletedLines();
  let state = EditorState.create({ schema, doc });
  const act = (change: (tr: Transaction) => Transaction) => {
    const transaction = change(state.tr);
    state = state.apply(transaction);
    return lines.follow(transaction, state);
  };
  const lineOf = (id: string) => {
    let found = { from: 0, to: 0 };
    state.doc.descendants((node, position) => {
      if (node.attrs.id === id && node.type.name === 'taskItem') {
        found = { from: position, to: position + node.nodeSize };
      }
    });
    return found;
  };
  const within = (id: string) => {
    const { from, to } = lineOf(id);
    return { from: from + 2, to: to - 2 };
  };
  return { act, lineOf, within, state: () => state };
}

describe('tasks that go with their lines', () => {
  test('TASK-691 a line that is deleted in one piece is told with all that it says', () => {
    const { act, lineOf } = text();
    const { from, to } = lineOf('a');
    expect(act((tr) => tr.delete(from, to))).toEqual([
      {
        id: 'a',
        title: 'Buy rice',
        people: [mira],
        names: { [mira]: 'Mira' },
        due: '2026-12-01',
        labels: ['flyer'],
      },
    ]);
  });

  test('TASK-691 of several lines those that were not done are told', () => {
    const { act, lineOf } = text();
    const told = act((tr) => tr.delete(lineOf('a').from, lineOf('c').to));
    expect(told.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('TASK-691 a line that is emptied letter by letter is told once it goes, as it was', () => {
    const { act, lineOf, within } = text();
    act((tr) => tr.setSelection(TextSelection.create(tr.doc, within('a').to)));
    while (within('a').to > within('a').from)
      expect(act((tr) => tr.delete(within('a').to - 1, within('a').to))).toEqual([]);
    const { from, to } = lineOf('a');
    expect(act((tr) => tr.delete(from, to)).map(({ title }) => title)).toEqual(['Buy rice']);
  });

  test('TASK-691 nothing is told of words within a line, of what others delete, and of what is put elsewhere', () => {
    const { act, lineOf, within } = text();
    expect(act((tr) => tr.delete(within('a').from, within('a').from + 4))).toEqual([]);
    const remote = { isChangeOrigin: true };
    expect(act((tr) => tr.delete(lineOf('a').from, lineOf('a').to).setMeta(ySyncPluginKey, remote))).toEqual(
      [],
    );
    expect(act((tr) => tr.delete(lineOf('b').from, lineOf('b').to).setMeta('uiEvent', 'cut'))).toEqual([]);
  });

  test('TASK-691 a line that moves is still a task', () => {
    const { act, lineOf, state } = text();
    const { from, to } = lineOf('a');
    const item = state().doc.slice(from, to).content;
    expect(act((tr) => tr.delete(from, to).insert(lineOf('b').to - (to - from), item))).toEqual([]);
  });
});

import type { PersonCard } from '@plenum/domain/accounts/types';
import { documentExtensions } from '@plenum/editor/schema/extensions';
import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { beforeAll, expect, test, vi } from 'vitest';
import { followWords } from './line-words.ts';

const anna: PersonCard = {
  id: '0192f000-0000-7000-8000-00000000000a',
  displayName: 'Anna Muster',
  username: 'anna',
  colour: 1,
};

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** An editor with the cursor behind the words of the first of two lines, which are followed. */
function typed(words: string, block: 'taskItem' | 'listItem' = 'taskItem'): Editor {
  const list = block === 'taskItem' ? 'taskList' : 'bulletList';
  const item = (id: string, text: string) => ({
    type: block,
    attrs: { id },
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });
  const editor = new Editor({
    element: null,
    extensions: documentExtensions(),
    content: { type: 'doc', content: [{ type: list, content: [item('a', words), item('b', 'Sweep')] }] },
  });
  const end = TextSelection.create(editor.state.doc, 3 + words.length);
  editor.view.dispatch(editor.state.tr.setSelection(end));
  followWords(editor, async () => [anna]);
  return editor;
}

function shown({ state: { doc } }: Editor): string {
  return doc.textBetween(0, doc.content.size, '|', ({ type, attrs }) =>
    type.name === 'date' ? `<${attrs.date}>` : `<${attrs.label}>`,
  );
}

const type = (editor: Editor, text: string) => editor.view.dispatch(editor.state.tr.insertText(text));

test.each(['2026-12-01', '1.12.2026'])(
  'TASK-692 %s in the line of a task is a date once the word is finished',
  async (day) => {
    const editor = typed(`Buy rice ${day}`);
    type(editor, ' ');
    await vi.waitFor(() => expect(shown(editor)).toBe('Buy rice <2026-12-01> |Sweep'));
    const goesOn = typed(`Buy rice ${day}`);
    type(goesOn, '5');
    type(goesOn, ' ');
    await Promise.resolve();
    expect(shown(goesOn)).toBe(`Buy rice ${day}5 |Sweep`);
  },
);

test('TASK-692 a day at the end of a line is one when the next line begins', async () => {
  const editor = typed('Buy rice 2026-12-01');
  editor.view.dispatch(editor.state.tr.split(editor.state.selection.from, 2));
  await vi.waitFor(() => expect(shown(editor)).toBe('Buy rice <2026-12-01>||Sweep'));
});

test('TASK-692 a name that one may name is one once it is finished, wherever its line stands by then', async () => {
  const editor = typed('Buy rice @anna');
  type(editor, ' ');
  editor.view.dispatch(editor.state.tr.insertText('Now: ', 3));
  await vi.waitFor(() => expect(shown(editor)).toBe('Now: Buy rice <Anna Muster> |Sweep'));
});

test('TASK-692 who follows the text hears of what was typed before they hear what was made of it', async () => {
  const editor = typed('Buy rice 2026-12-01');
  const sizes: number[] = [];
  editor.on('transaction', ({ transaction }) => sizes.push(transaction.doc.content.size));
  type(editor, ' ');
  await vi.waitFor(() => expect(shown(editor)).toContain('<'));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  expect(sizes).toHaveLength(2);
});

test('TASK-692 what is no day stays, and so does a day in any other line, and one that was pasted', async () => {
  const no = typed('Buy rice 2026-13-01');
  type(no, ' ');
  const other = typed('Buy rice 2026-12-01', 'listItem');
  type(other, ' ');
  const pasted = typed('Buy rice 2026-12-01');
  pasted.view.dispatch(pasted.state.tr.insertText(' ').setMeta('uiEvent', 'paste'));
  await Promise.resolve();
  expect(shown(no)).toBe('Buy rice 2026-13-01 |Sweep');
  expect(shown(other)).toBe('Buy rice 2026-12-01 |Sweep');
  expect(shown(pasted)).toBe('Buy rice 2026-12-01 |Sweep');
});

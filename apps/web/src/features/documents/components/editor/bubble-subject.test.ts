import { documentSchema } from '@plenum/editor/schema/schema';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { bubbleSubject } from './bubble-subject.ts';

const paragraph = (content: object[]) => ({ type: 'paragraph', content });
const link = {
  type: 'text',
  text: 'here',
  marks: [{ type: 'link', attrs: { href: 'https://example.org' } }],
};

function stateOf(content: object[], anchor: number, head = anchor): EditorState {
  const doc = documentSchema.nodeFromJSON({ type: 'doc', content });
  return EditorState.create({ doc, selection: TextSelection.create(doc, anchor, head) });
}

test('EDIT-21 selected text can be formatted, but not in code', () => {
  const words = [{ type: 'text', text: 'words' }];
  expect(bubbleSubject(stateOf([paragraph(words)], 1, 4))).toEqual({ kind: 'text', from: 1, to: 4 });
  expect(bubbleSubject(stateOf([{ type: 'codeBlock', content: words }], 1, 4))).toBeNull();
  expect(bubbleSubject(stateOf([paragraph(words)], 3))).toBeNull();
});

test('EDIT-21 the cursor in a link shows the whole link', () => {
  const state = stateOf([paragraph([{ type: 'text', text: 'see ' }, link])], 7);
  expect(bubbleSubject(state)).toEqual({ kind: 'link', href: 'https://example.org', from: 5, to: 9 });
});

test('EDIT-21 the cursor in a table is about the table, in a link of the table about the link', () => {
  const table = (content: object[]) => [
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [paragraph(content)] }] }],
    },
  ];
  expect(bubbleSubject(stateOf(table([{ type: 'text', text: 'cell' }]), 5))).toEqual({
    kind: 'table',
    at: 0,
  });
  expect(bubbleSubject(stateOf(table([link]), 6))).toMatchObject({ kind: 'link' });
});

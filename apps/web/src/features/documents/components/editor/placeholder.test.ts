import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { DecorationSet } from '@tiptap/pm/view';
import { expect, test } from 'vitest';
import { Placeholder } from './placeholder.ts';

const schema = getSchema(documentExtensions());
const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]);
const doc = schema.node('doc', null, [line('one'), line(''), schema.node('blockquote', null, [line('')])]);

function shownAt(position: number, isEditable = true): number[][] {
  const context = { editor: { isEditable }, options: { text: 'Write' } };
  const [plugin] = Placeholder.config.addProseMirrorPlugins?.call(context as never) ?? [];
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, position) });
  const shown = plugin?.props.decorations?.call(plugin, state);
  return shown instanceof DecorationSet ? shown.find().map(({ from, to }) => [from, to]) : [];
}

test('EDIT-45 an empty line of the document says what can be done there, where the cursor is in it', () => {
  expect(shownAt(6)).toEqual([[5, 7]]);
  expect(shownAt(2)).toEqual([]);
  expect(shownAt(9)).toEqual([]);
});

test('EDIT-45 whoever may only read is told nothing', () => {
  expect(shownAt(6, false)).toEqual([]);
});

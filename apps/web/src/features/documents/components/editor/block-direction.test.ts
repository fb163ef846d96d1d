import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { DOMSerializer } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import type { Decoration } from '@tiptap/pm/view';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { BlockDirection } from './block-direction.ts';

const schema = getSchema([...documentExtensions(), BlockDirection]);
const heading = schema.node('heading', { level: 2 }, [schema.text('שלום')]);

test('EDIT-22 each block of text finds its own direction', () => {
  const toDom = DOMSerializer.nodesFromSchema(schema);
  expect(toDom.heading?.(heading)).toMatchObject(['h2', { dir: 'auto' }, 0]);
});

test('EDIT-22 the direction is never written into the document', () => {
  const fragment = new Doc().getXmlFragment('content');
  prosemirrorToYXmlFragment(schema.node('doc', null, [heading]), fragment);
  expect(fragment.toString()).toBe('<heading level="2">שלום</heading>');
});

test('EDIT-22 the direction of a list goes with what is written in it, and before it', () => {
  const [plugin] = BlockDirection.config.addProseMirrorPlugins?.call({} as never) ?? [];
  if (!plugin) throw new Error('there is no plugin');
  const line = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]);
  const list = schema.node('bulletList', null, [schema.node('listItem', null, [line('ab')])]);
  const start = EditorState.create({
    doc: schema.node('doc', null, [line('שלום'), list]),
    plugins: [plugin],
  });
  const marked = (state: EditorState) =>
    plugin
      .getState(state)
      .find()
      .map(({ from, to }: Decoration) => [from, to]);
  expect(marked(start)).toEqual([]);
  const turned = start.apply(start.tr.insertText('של', 9));
  expect(marked(turned)).toEqual([[6, 16]]);
  expect(marked(turned.apply(turned.tr.insertText('ab', 1)))).toEqual([[8, 18]]);
});

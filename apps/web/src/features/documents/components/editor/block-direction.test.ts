import { documentExtensions } from '@plenum/editor/schema/extensions';
import { getSchema } from '@tiptap/core';
import { DOMSerializer } from '@tiptap/pm/model';
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

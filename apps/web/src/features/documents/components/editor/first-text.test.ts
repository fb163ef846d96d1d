import { documentExtensions } from '@plenum/editor/schema/extensions';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { applyUpdate, Doc } from 'yjs';
import { FirstText } from './first-text.ts';

// Tiptap's keymap asks for the platform.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
});

/** An editor of a document that has some paragraphs already, and whatever it has written into it or drawn again. */
function open(lines: string[]) {
  const doc = new Doc();
  const content = lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));
  if (lines.length > 0) applyUpdate(doc, updateFromJson({ type: 'doc', content }));
  const written = vi.fn();
  doc.on('update', written);
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  const mapping = new Map();
  const { state, extensionManager } = new Editor({
    element: null,
    extensions: [
      ...documentExtensions({ readOnly: true }),
      FirstText.configure({ fragment, mapping }),
      Collaboration.configure({ document: doc, field: FRAGMENT_NAME, ySyncOptions: { mapping } }),
    ],
  });
  const dispatch = vi.fn();
  const sync = extensionManager.plugins.find((plugin) => plugin.spec.key === ySyncPluginKey);
  sync?.spec.view?.({ state, dispatch } as unknown as EditorView);
  return { state, fragment, mapping, written, dispatch };
}

test('EDIT-45 an editor begins with the text of its document, and draws it once', () => {
  const { state, fragment, mapping, written, dispatch } = open(['Bread', 'Butter']);
  expect(state.doc.children.map(({ textContent }) => textContent)).toEqual(['Bread', 'Butter']);
  expect(fragment.toArray().map((part) => mapping.get(part))).toEqual(state.doc.children);
  expect(dispatch).not.toHaveBeenCalled();
  expect(written).not.toHaveBeenCalled();
});

test('EDIT-45 an editor of an empty document has a line to write in, which is not written into it', () => {
  const { state, fragment, written } = open([]);
  expect(state.doc.children.map(({ type }) => type.name)).toEqual(['paragraph']);
  expect(fragment).toHaveLength(0);
  expect(written).not.toHaveBeenCalled();
});

import { createHash } from 'node:crypto';
import { documentSchema, FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { HeadlessEditor } from '@plenum/editor/testing/headless-editor';
import { hasUnknownParts } from '@plenum/editor/yjs/unknown-parts';
import { type Node, Schema } from '@tiptap/pm/model';
import type { Plugin } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { KnownParts } from './known-parts.ts';

/** A later version of the document: one more node, mark and attribute. */
const later = new Schema({
  nodes: documentSchema.spec.nodes
    .addToEnd('poll', { group: 'block', content: 'block+', attrs: { tone: { default: 'calm' } } })
    .update('paragraph', {
      ...documentSchema.spec.nodes.get('paragraph'),
      attrs: { ...documentSchema.spec.nodes.get('paragraph')?.attrs, colour: { default: null } },
    }),
  marks: documentSchema.spec.marks.addToEnd('glow', { attrs: { colour: { default: 'gold' } } }),
});

/** Somebody's page, and what it sends. */
class Page {
  readonly editor: HeadlessEditor;
  readonly sent: Uint8Array[] = [];
  told = 0;

  constructor(doc: Doc, { schema = documentSchema, isGuarded = true } = {}) {
    doc.on('update', (update, origin) => origin !== 'network' && this.sent.push(update));
    const plugins = isGuarded ? pluginsOf(() => (this.told += 1)) : [];
    this.editor = new HeadlessEditor(doc, { schema, plugins });
  }

  get doc(): Doc {
    return this.editor.doc;
  }

  /** What is shown. */
  get text(): Node {
    return this.editor.state.doc;
  }

  type(text: string): void {
    this.editor.dispatch(this.editor.state.tr.insertText(text, 1));
  }
}

function pluginsOf(onUnknown: () => void): Plugin[] {
  const extension = KnownParts.configure({ onUnknown });
  const make = extension.config.addProseMirrorPlugins;
  if (!make) throw new Error('The extension is made of plugins.');
  return make.call(Object({ options: extension.options }));
}

const hashOf = (doc: Doc) => createHash('sha256').update(encodeStateAsUpdate(doc)).digest('hex');
const fragmentOf = (doc: Doc) => doc.getXmlFragment(FRAGMENT_NAME);

function copyOf(doc: Doc): Doc {
  const copy = new Doc();
  applyUpdate(copy, encodeStateAsUpdate(doc), 'network');
  return copy;
}

/** A document of one line that two have open, the one with a later page. */
function together({ isGuarded = true } = {}) {
  const theirs = new Doc();
  const line = new XmlElement('paragraph');
  line.insert(0, [new XmlText('Line')]);
  fragmentOf(theirs).insert(0, [line]);
  const page = new Page(copyOf(theirs), { isGuarded });
  theirs.on('update', (update) => applyUpdate(page.doc, update, 'network'));
  return { theirs, line, page };
}

type Change = (line: XmlElement, doc: Doc) => void;
const CHANGES: [string, Change][] = [
  ['a node', (_, doc) => fragmentOf(doc).insert(1, [new XmlElement('poll')])],
  ['a node in a line', (line) => line.insert(1, [new XmlElement('equation')])],
  ['a mark', (line) => (line.get(0) as XmlText).format(0, 2, { glow: {} })],
  ['an attribute', (line) => line.setAttribute('colour', 'red')],
];

describe('a page that does not know what another has written', () => {
  test.each([...CHANGES, ['an attribute', (line) => line.setAttribute('colour', 'red')] as [string, Change]])(
    'FLT-10 sends nothing when it comes while the page is open: %s',
    (_what, change) => {
      const { theirs, line, page } = together();
      theirs.transact(() => change(line, theirs));
      expect(page.told).toBe(1);
      // Whatever the page still does: something is typed, a caret moves, more comes.
      page.type('mine ');
      page.editor.dispatch(page.editor.state.tr.setMeta('caret', true));
      (line.get(0) as XmlText).insert(0, 'more ');
      page.type('again ');
      expect(page.sent).toEqual([]);
      expect(page.told).toBe(1);
      expect(hashOf(page.doc)).toBe(hashOf(theirs));
      expect(page.text.textContent).toBe('again mine Line');
    },
  );

  test.each(CHANGES)(
    'FLT-10 without that an editor deletes it from everybody’s document: %s',
    (_what, change) => {
      const { theirs, line, page } = together({ isGuarded: false });
      theirs.transact(() => change(line, theirs));
      page.type('mine ');
      expect(page.sent.length).toBeGreaterThan(0);
      expect(hasUnknownParts(fragmentOf(page.doc), later)).toBe(false);
      expect(hasUnknownParts(fragmentOf(page.doc))).toBe(false);
    },
  );

  test('FLT-10 a page that knows it goes on, and so does every page with what it knows', () => {
    const { theirs, line, page } = together();
    (line.get(0) as XmlText).format(0, 2, { bold: {} });
    fragmentOf(theirs).insert(1, [new XmlElement('horizontalRule')]);
    page.type('mine ');
    expect(page.told).toBe(0);
    expect(page.sent.length).toBeGreaterThan(0);
    expect(page.text.childCount).toBe(2);
    const poll = new XmlElement('poll');
    poll.insert(0, [new XmlElement('paragraph')]);
    const doc = copyOf(theirs);
    fragmentOf(doc).insert(1, [poll]);
    expect(hasUnknownParts(fragmentOf(doc), later)).toBe(false);
    expect(hasUnknownParts(fragmentOf(doc))).toBe(true);
    const before = hashOf(doc);
    expect(new Page(doc, { schema: later, isGuarded: false }).text.child(1).type.name).toBe('poll');
    expect(hashOf(doc)).toBe(before);
  });
});

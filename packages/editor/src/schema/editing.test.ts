import { Editor } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { documentExtensions } from './extensions.ts';
import type { NodeJson } from './json.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// Tiptap's keymap asks for the platform.
beforeAll(() => void vi.stubGlobal('navigator', { platform: '', userAgent: '' }));

/** An editor with all plugins and no DOM. */
function createEditor(content: NodeJson[], options = {}): Editor {
  const editor = new Editor({
    element: null,
    extensions: documentExtensions(options),
    content: { type: 'doc', content },
  });
  editor.view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }));
  return editor;
}

function paragraph(text: string, id: string | null = null): NodeJson {
  return { type: 'paragraph', attrs: { id }, content: text === '' ? [] : [{ type: 'text', text }] };
}

function blocks(editor: Editor): { type: string; id: unknown; text: string }[] {
  const { doc } = editor.state;
  return doc.children.map((node) => ({ type: node.type.name, id: node.attrs.id, text: node.textContent }));
}

function uniqueIdPlugin(editor: Editor): Plugin {
  const plugin = editor.state.plugins.find(({ spec }) => spec.props?.transformPasted !== undefined);
  if (plugin === undefined) throw new Error('the editor makes no block ids');
  return plugin;
}

/** Types into the last text block, through the input rules. */
function type(text: string): NodeJson {
  const editor = createEditor([paragraph('')]);
  for (const character of text) {
    const { from, to } = editor.state.selection;
    const handled = editor.state.plugins.some((plugin) =>
      plugin.props.handleTextInput?.call(plugin, editor.view, from, to, character, () => editor.state.tr),
    );
    if (!handled) editor.view.dispatch(editor.state.tr.insertText(character, from, to));
  }
  const [first] = (editor.getJSON() as NodeJson).content ?? [];
  return withoutIds(first ?? paragraph(''));
}

function withoutIds(node: NodeJson): NodeJson {
  const attrs = Object.entries(node.attrs ?? {}).filter(([name]) => !['id', 'align', 'dir'].includes(name));
  const copy: NodeJson = { type: node.type };
  if (attrs.length > 0) copy.attrs = Object.fromEntries(attrs);
  if (node.text !== undefined) copy.text = node.text;
  if (node.marks !== undefined) copy.marks = node.marks;
  if (node.content !== undefined) copy.content = node.content.map(withoutIds);
  return copy;
}

describe('block ids', () => {
  test('DOC-2 a new block gets an id', () => {
    const editor = createEditor([paragraph('one', 'a')]);
    const { tr, schema } = editor.state;
    editor.view.dispatch(tr.insert(tr.doc.content.size, schema.nodes.paragraph?.create() ?? []));
    expect(blocks(editor)[0]?.id).toBe('a');
    expect(blocks(editor)[1]?.id).toMatch(UUID);
  });

  test('DOC-2 splitting a block keeps its id on the first part and makes one for the second', () => {
    const editor = createEditor([paragraph('onetwo', 'a')]);
    editor.view.dispatch(editor.state.tr.split(4));
    expect(blocks(editor).map(({ text }) => text)).toEqual(['one', 'two']);
    expect(blocks(editor)[0]?.id).toBe('a');
    expect(blocks(editor)[1]?.id).toMatch(UUID);
  });

  test('DOC-2 duplicating a block makes a new id for the copy', () => {
    const editor = createEditor([paragraph('one', 'a'), paragraph('two', 'b')]);
    const { tr, doc } = editor.state;
    editor.view.dispatch(tr.insert(doc.content.size, doc.firstChild ?? []));
    const ids = blocks(editor).map(({ id }) => id);
    expect(ids.slice(0, 2)).toEqual(['a', 'b']);
    expect(ids[2]).toMatch(UUID);
  });

  test('DOC-2 a pasted block gets a new id', () => {
    const editor = createEditor([paragraph('one', 'a')]);
    const plugin = uniqueIdPlugin(editor);
    const copied = new Slice(Fragment.from(editor.schema.nodeFromJSON(paragraph('two', 'foreign'))), 0, 0);
    Reflect.apply(plugin.props.handleDOMEvents?.paste ?? expect.unreachable, plugin, [
      editor.view,
      new Event('paste'),
    ]);
    const pasted = plugin.props.transformPasted?.call(plugin, copied, editor.view, false) ?? copied;
    editor.view.dispatch(editor.state.tr.insert(editor.state.doc.content.size, pasted.content));
    expect(blocks(editor)[1]).toMatchObject({ text: 'two', id: expect.stringMatching(UUID) });
  });

  test('DOC-2 blocks that arrive from others keep their ids, or stay without', () => {
    const editor = createEditor([paragraph('one', 'a')]);
    const { tr, schema } = editor.state;
    const remote = [paragraph('two', 'a'), paragraph('three', null)].map((json) => schema.nodeFromJSON(json));
    tr.insert(tr.doc.content.size, remote).setMeta(ySyncPluginKey, { isChangeOrigin: true });
    editor.view.dispatch(tr);
    expect(blocks(editor).map(({ id }) => id)).toEqual(['a', 'a', null]);
  });

  test('DOC-2 a read-only editor makes no ids', () => {
    const editor = createEditor([paragraph('one', 'a')], { readOnly: true });
    const { tr, schema } = editor.state;
    editor.view.dispatch(tr.insert(tr.doc.content.size, schema.nodes.paragraph?.create() ?? []));
    expect(blocks(editor)[1]?.id).toBeNull();
  });

  test('DOC-2 a task that is split off starts open, with an id of its own', () => {
    const item = { type: 'taskItem', attrs: { id: 't', checked: true }, content: [paragraph('onetwo', 'p')] };
    const editor = createEditor([{ type: 'taskList', content: [item] }]);
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 6)));
    editor.commands.splitListItem('taskItem');
    const [first, second] = editor.state.doc.firstChild?.children ?? [];
    expect([first?.textContent, second?.textContent]).toEqual(['one', 'two']);
    expect([first?.attrs.id, first?.attrs.checked]).toEqual(['t', true]);
    expect(second?.attrs.id).toMatch(UUID);
    expect(second?.attrs.checked).toBe(false);
  });
});

describe('Markdown shortcuts', () => {
  const text = (value: string, mark?: string): NodeJson =>
    mark === undefined
      ? { type: 'text', text: value }
      : { type: 'text', text: value, marks: [{ type: mark }] };
  const block = (type: string, content: NodeJson[], attrs?: Record<string, unknown>): NodeJson =>
    attrs === undefined ? { type, content } : { type, attrs, content };

  test.each([
    ['# a', block('heading', [text('a')], { level: 1, minutes: null })],
    ['#### a', block('heading', [text('a')], { level: 4, minutes: null })],
    ['- a', block('bulletList', [block('listItem', [block('paragraph', [text('a')])])])],
    [
      '3. a',
      block('orderedList', [block('listItem', [block('paragraph', [text('a')])])], { start: 3, type: null }),
    ],
    ['[ ] a', block('taskList', [block('taskItem', [block('paragraph', [text('a')])], { checked: false })])],
    [
      '- [ ] a',
      block('taskList', [block('taskItem', [block('paragraph', [text('a')])], { checked: false })]),
    ],
    ['- [x] a', block('taskList', [block('taskItem', [block('paragraph', [text('a')])], { checked: true })])],
    ['> a', block('blockquote', [block('paragraph', [text('a')])])],
    ['``` a', block('codeBlock', [text('a')], { language: null })],
    ['```js a', block('codeBlock', [text('a')], { language: 'js' })],
    ['---', { type: 'horizontalRule' }],
    ['**a**', block('paragraph', [text('a', 'bold')])],
    ['*a*', block('paragraph', [text('a', 'italic')])],
    ['~~a~~', block('paragraph', [text('a', 'strike')])],
    ['`a`', block('paragraph', [text('a', 'code')])],
  ])('DOC-4 %s', (typed, expected) => {
    expect(type(typed)).toEqual(expected);
  });

  test('DOC-4 [text](address) makes a link, unless the address may not be followed', () => {
    const mark = { type: 'link', attrs: { href: 'https://a.example', title: null } };
    expect(type('[a](https://a.example)').content).toEqual([{ type: 'text', text: 'a', marks: [mark] }]);
    expect(type('[a](javascript:alert)').content).toEqual([{ type: 'text', text: '[a](javascript:alert)' }]);
  });
});

test('DOC-9 whatever is done with nothing but empty blocks comes to an end', () => {
  const editor = createEditor([paragraph('', 'a'), paragraph('', 'b')]);
  let rounds = 0;
  const endless = new Plugin({
    appendTransaction() {
      rounds += 1;
      if (rounds > 100) throw new Error('this goes on for ever');
      return null;
    },
  });
  const { state, view } = editor;
  view.updateState(state.reconfigure({ plugins: [...state.plugins, endless] }));
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1, 3)));
  editor.commands.setHeading({ level: 1 });
  expect(blocks(editor).map(({ id }) => id)).toEqual([expect.any(String), expect.any(String)]);
});

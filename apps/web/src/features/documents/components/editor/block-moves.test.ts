import { documentSchema } from '@plenum/editor/schema/schema';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import {
  type Block,
  blockAround,
  deleteBlock,
  duplicateBlock,
  findBlock,
  moveBlock,
  selectedBlock,
} from './block-moves.ts';

const { schema } = { schema: documentSchema };
const p = (text: string) => schema.node('paragraph', null, text === '' ? [] : [schema.text(text)]);
const item = (...content: ReturnType<typeof p>[]) => schema.node('listItem', null, content);
const list = (...items: ReturnType<typeof p>[]) => schema.node('bulletList', null, items);

/** The state with the cursor in the given words. */
function at(words: string, ...content: ReturnType<typeof p>[]): EditorState {
  const doc = schema.node('doc', null, content);
  let position = 0;
  doc.descendants((node, pos) => {
    if (node.isText && node.text === words) position = pos + 1;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, position) });
}

function change(state: EditorState, make: (block: Block) => Transaction | null): EditorState | null {
  const block = selectedBlock(state);
  const tr = block && make(block);
  return tr && state.apply(tr);
}

const texts = (state: EditorState | null) => {
  const found: string[] = [];
  state?.doc.descendants((node) => {
    if (node.isTextblock) found.push(node.textContent);
  });
  return found;
};
const cursorIn = (state: EditorState | null) => state?.selection.$head.parent.textContent;

test('EDIT-36 a block moves over its neighbours with the cursor in it, and not beyond', () => {
  const state = at('b', p('a'), p('b'), p('c'));
  const up = change(state, (block) => moveBlock(state, block, -1));
  expect([texts(up), cursorIn(up)]).toEqual([['b', 'a', 'c'], 'b']);
  const down = change(state, (block) => moveBlock(state, block, 1));
  expect([texts(down), cursorIn(down)]).toEqual([['a', 'c', 'b'], 'b']);
  const first = at('a', p('a'), p('b'));
  expect(change(first, (block) => moveBlock(first, block, -1))).toBe(null);
});

test('EDIT-36 an item of a list goes with what is in it', () => {
  const state = at('a', list(item(p('a'), list(item(p('a1')))), item(p('b'))));
  const down = change(state, (block) => moveBlock(state, block, 1));
  expect(texts(down)).toEqual(['b', 'a', 'a1']);
  const inner = at('a1', list(item(p('a'), list(item(p('a1')), item(p('a2'))))));
  expect(texts(change(inner, (block) => moveBlock(inner, block, 1)))).toEqual(['a', 'a2', 'a1']);
});

test('EDIT-36 a block in a quote or a cell moves within it', () => {
  const state = at('b', p('x'), schema.node('callout', null, [p('a'), p('b')]));
  expect(texts(change(state, (block) => moveBlock(state, block, -1)))).toEqual(['x', 'b', 'a']);
});

test('EDIT-36 a copy stands behind its original, with the cursor in it', () => {
  const state = at('a', p('a'), p('b'));
  const copied = change(state, (block) => duplicateBlock(state, block));
  expect(texts(copied)).toEqual(['a', 'a', 'b']);
  expect(copied?.selection.$head.index(0)).toBe(1);
});

test('EDIT-36 what is deleted leaves a line where there is nothing else', () => {
  const one = at('a', p('a'));
  expect(texts(change(one, (block) => deleteBlock(one, block)))).toEqual(['']);
  const listed = at('a', list(item(p('a'))), p('b'));
  expect(texts(change(listed, (block) => deleteBlock(listed, block)))).toEqual(['b']);
  const two = at('b', p('a'), p('b'));
  expect(texts(change(two, (block) => deleteBlock(two, block)))).toEqual(['a']);
});

test('EDIT-36 a block is found again after others have written before it, an item too, and not once it has changed', () => {
  const state = at('b', p('a'), list(item(p('b')), item(p('c'))));
  const block = selectedBlock(state);
  if (!block) throw new Error('The cursor is in no block.');
  const later = state.apply(state.tr.insertText('longer ', 1));
  expect(findBlock(later.doc, block)).toMatchObject({ node: block.node, at: block.at + 7, index: 0 });
  expect(findBlock(later.doc, block)?.parent.type.name).toBe('bulletList');
  const changed = later.apply(later.tr.insertText('x', block.at + 9));
  expect(findBlock(changed.doc, block)).toBeNull();
});

test('EDIT-36 at the mark of an item, which is before it, the block is the item and not the list', () => {
  const { doc } = at('b', list(item(p('b')), item(p('c'))));
  const found = blockAround(doc.resolve(6));
  expect([found?.node.type.name, found?.node.textContent, found?.index]).toEqual(['listItem', 'c', 1]);
});

test('EDIT-36 a block that the cursor is not in moves with the cursor at its beginning', () => {
  const state = at('a', p('a'), p('b'), p('c'));
  const block = selectedBlock(at('c', p('a'), p('b'), p('c')));
  const up = block && moveBlock(state, block, -1);
  const moved = up ? state.apply(up) : null;
  expect([texts(moved), cursorIn(moved)]).toEqual([['a', 'c', 'b'], 'c']);
});

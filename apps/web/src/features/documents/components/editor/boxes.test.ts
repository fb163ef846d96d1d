import { documentExtensions } from '@plenum/editor/schema/extensions';
import { Editor } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { beforeAll, expect, test, vi } from 'vitest';
import { Boxes, type BoxSizes, inBoxes, isSameButForBox } from './boxes.ts';
import { changedRange } from './changed-range.ts';

const SIZES: BoxSizes = { from: 6, size: 3 };
let schema: Schema;

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
  ({ schema } = new Editor({
    element: null,
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    extensions: [...documentExtensions(), Boxes.configure(SIZES)],
  }));
});

function line(text: string): Node {
  return schema.node('paragraph', null, [schema.text(text)]);
}

function documentOf(letters: string): Node {
  return schema.node('doc', null, [...letters].map(line));
}

/** The letters of the blocks, those of a box between bars. */
function drawn(doc: Node): string {
  return doc.children
    .map((block, at) => {
      const isNext = at > 0 && block.marks[0] === doc.child(at - 1).marks[0];
      return `${isNext || at === 0 ? '' : '|'}${block.textContent}`;
    })
    .join('');
}

test('LONG-1 a short document has no boxes, a long one has them until it is half as long', () => {
  const short = documentOf('abcde');
  expect(inBoxes(short, SIZES)).toBe(short);
  const long = inBoxes(documentOf('abcdefgh'), SIZES);
  expect(drawn(long)).toBe('abc|def|gh');
  expect(inBoxes(long, SIZES)).toBe(long);
  const shorter = long.copy(long.content.cut(0, 9));
  expect(drawn(inBoxes(shorter, SIZES))).toBe('abc');
  expect(inBoxes(long.copy(long.content.cut(0, 6)), SIZES).children.flatMap(({ marks }) => marks)).toEqual(
    [],
  );
});

test('LONG-1 a new block is in the box of the one before it, one that was moved in that of its new neighbours', () => {
  const { children } = inBoxes(documentOf('abcdefgh'), SIZES);
  const inOrder = (letters: string) => {
    const blocks = [...letters].map((letter) => children['abcdefgh'.indexOf(letter)] ?? line(letter));
    return drawn(inBoxes(schema.node('doc', null, blocks), SIZES));
  };
  expect(inOrder('abcxdefgh')).toBe('abcx|def|gh');
  expect(inOrder('xabcdefgh')).toBe('xabc|def|gh');
  expect(inOrder('abcdefghx')).toBe('abc|def|ghx');
  expect(inOrder('abgcdefh')).toBe('ab|gc|defh');
  expect(inOrder('abcdwxyzef')).toBe('abc|dwx|yze|f');
});

test('LONG-1 boxes stay in one piece, and no larger than two, whatever is done', () => {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  let doc = inBoxes(documentOf('abcdefghijklmnop'), SIZES);
  for (let step = 0; step < 2_000; step += 1) {
    const blocks = [...doc.children];
    const [taken] = blocks.splice(random(blocks.length), random(2) + (blocks.length > 40 ? 1 : 0));
    const fresh = Array.from({ length: random(3) }, () => line('x'));
    blocks.splice(random(blocks.length + 1), 0, ...(taken && random(2) === 0 ? [taken] : fresh));
    if (blocks.length === 0) blocks.push(line('y'));
    const next = schema.node('doc', null, blocks);
    doc = inBoxes(next, SIZES);
    expect(doc.textContent).toBe(next.textContent);
    expect(inBoxes(doc, SIZES)).toBe(doc);
    const boxes = doc.children.map(({ marks }) => marks[0]?.attrs.number ?? null);
    const runs = boxes.filter((box, at) => box !== boxes[at - 1]);
    expect(new Set(runs).size).toBe(runs.length);
    for (const box of new Set(runs)) {
      if (box !== null) expect(boxes.filter((one) => one === box).length).toBeLessThanOrEqual(6);
    }
  }
});

test('LONG-1 a block that gets into another one leaves its box', () => {
  const { children } = inBoxes(documentOf('abcdefgh'), SIZES);
  const [first, second, ...others] = children;
  if (!first || !second) throw new Error('too short');
  const quote = schema.node('blockquote', null, [first, second]);
  const doc = inBoxes(schema.node('doc', null, [quote, ...others]), SIZES);
  doc.check();
  expect(doc.firstChild?.children.flatMap(({ marks }) => marks)).toEqual([]);
  expect(doc.firstChild?.marks[0]).toBe(doc.child(1).marks[0]);
});

test('LONG-2 nothing that is copied is in a box', () => {
  const [plugin] = Boxes.config.addProseMirrorPlugins?.call({ options: SIZES } as never) ?? [];
  const { content } = inBoxes(documentOf('abcdefgh'), SIZES);
  const copied = plugin?.props.transformCopied?.call(plugin, new Slice(content, 1, 1), null as never);
  expect(copied).toEqual(new Slice(documentOf('abcdefgh').content, 1, 1));
});

test('LONG-1 what has changed between two documents is found within one block, whatever box it is in', () => {
  const before = inBoxes(documentOf('abcdefgh'), SIZES);
  const replaced = (at: number, ...blocks: Node[]) =>
    before.copy(Fragment.from(before.children.toSpliced(at, 1, ...blocks)));
  expect(changedRange(before, documentOf('abcdefgh'))).toBeNull();
  expect(changedRange(before, replaced(2, line('cd')))).toEqual({ from: 8, before: 8, after: 9 });
  expect(changedRange(before, replaced(2))).toEqual({ from: 6, before: 9, after: 6 });
  expect(changedRange(before, replaced(2, line('c'), line('c')))).toEqual({ from: 9, before: 9, after: 12 });
  const heading = schema.node('heading', { level: 2 }, [schema.text('c')]);
  expect(changedRange(before, replaced(2, heading))).toEqual({ from: 6, before: 9, after: 9 });
  expect(isSameButForBox(before.child(0), line('a'))).toBe(true);
  expect(isSameButForBox(before.child(0), line('b'))).toBe(false);
});

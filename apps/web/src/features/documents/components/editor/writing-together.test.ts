import { chainCommands, joinBackward, setBlockType, splitBlock, wrapIn } from '@tiptap/pm/commands';
import type { NodeType } from '@tiptap/pm/model';
import { splitListItem, wrapInList } from '@tiptap/pm/schema-list';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';
import { undo, yUndoPluginKey } from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { type BoxSizes, inBoxes } from './boxes.ts';
import { exchange, Writer } from './testing/writer.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** Two people in one document, and the network between them. */
function together(text: string) {
  const [ada, mira] = [new Writer(1), new Writer(2)];
  const network = (): void => exchange([ada, mira]);
  for (const [index, line] of text.split('/').entries()) {
    if (index > 0) ada.do(splitBlock);
    if (line !== '') ada.type(line);
  }
  network();
  return {
    ada,
    mira,
    network,
    /** Both type, letter by letter, each letter before the other's has come. */
    bothType(): string {
      for (let i = 0; i < 6; i += 1) {
        ada.type('abcdef'.charAt(i));
        mira.type('123456'.charAt(i));
        network();
      }
      network();
      expect(mira.text).toBe(ada.text);
      return ada.text;
    },
  };
}

test.each([
  ['the beginning and the end of one line', 'Line', 'Line', '', '123456Lineabcdef'],
  ['one place in a line', 'Line', 'Line', 'Line', 'Lineabcdef123456'],
  ['two places in a line', 'Line', 'Li', 'Lin', 'Liabcdefn123456e'],
  ['one empty line', 'Line/', 'Line/', 'Line/', 'Line/abcdef123456'],
  ['the ends of two lines', 'Line/Next', 'Line', 'Line/Next', 'Lineabcdef/Next123456'],
])('EDIT-23 letters stay in order when two write in %s', (_, text, ada, mira, expected) => {
  const pair = together(text);
  pair.ada.caretAfter(ada);
  pair.mira.caretAfter(mira);
  expect(pair.bothType()).toBe(expected);
});

test('EDIT-23 letters stay in order when two begin a line at one place at once', () => {
  const { ada, mira, network, bothType } = together('Line');
  ada.caretAfter('Line');
  mira.caretAfter('Line');
  ada.do(splitBlock);
  mira.do(splitBlock);
  network();
  expect(bothType()).toBe('Line/abcdef/123456');
});

test('EDIT-23 letters stay in order when two begin a line at one place, one after the other', () => {
  const { ada, mira, network, bothType } = together('Line');
  ada.caretAfter('Line');
  mira.caretAfter('Line');
  ada.do(splitBlock);
  network();
  mira.do(splitBlock);
  network();
  expect(bothType()).toBe('Line/123456/abcdef');
});

test('EDIT-23 nothing is doubled when two have begun one empty line apart', () => {
  const { ada, mira, network, bothType } = together('Line/');
  ada.caretAfter('Line/');
  mira.caretAfter('Line/');
  ada.type('mine ');
  mira.type('yours ');
  network();
  expect(bothType()).toMatch(/^Line\/mine abcdefyours 123456$/);
});

test.each<[string, string, string, Command, string]>([
  ['splits the block before the caret', 'Line', 'Li', splitBlock, 'Li/neabcdef'],
  ['joins the block to the one before', 'Line/Next', 'Line/', joinBackward, 'LineNextabcdef'],
])('EDIT-24 the caret stays with its text when somebody else %s', (_, text, mira, command, expected) => {
  const pair = together(text);
  pair.ada.caretAfter(text);
  pair.mira.caretAfter(mira);
  pair.mira.do(command);
  pair.network();
  for (const letter of 'abcdef') pair.ada.type(letter);
  pair.network();
  expect([pair.ada.text, pair.mira.text]).toEqual([expected, expected]);
});

test('EDIT-23 letters stay in order when two begin an item at the end of one list', () => {
  const { ada, mira, network, bothType } = together('Line');
  ada.do(wrapInList(nodeType(ada.state, 'bulletList')));
  network();
  mira.caretAfter('Line');
  ada.do(splitListItem(nodeType(ada.state, 'listItem')));
  ada.type('My ');
  mira.do(splitListItem(nodeType(mira.state, 'listItem')));
  mira.type('Your ');
  network();
  expect(bothType()).toBe('Line/My abcdef/Your 123456');
});

test('EDIT-24 the caret stays with its text when somebody else makes the block a heading', () => {
  const { ada, mira, network } = together('Line/Next/Last');
  ada.caretAfter('Line/Ne');
  mira.caretAfter('Line/Next');
  mira.do(setBlockType(nodeType(mira.state, 'heading'), { level: 2 }));
  network();
  ada.type('abc');
  network();
  expect([ada.text, mira.text]).toEqual(['Line/Neabcxt/Last', 'Line/Neabcxt/Last']);
  expect(ada.state.doc.child(1).type.name).toBe('heading');
});

test('EDIT-24 selected text stays selected while somebody else writes before it', () => {
  const { ada, mira, network } = together('Line');
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, 3, 5)));
  mira.caretAfter('');
  mira.type('A long ');
  network();
  const { from, to } = ada.state.selection;
  expect(ada.state.doc.textBetween(from, to)).toBe('ne');
});

test('EDIT-24 the caret is where an undone change was', () => {
  const { ada, mira, network } = together('Line/Next');
  ada.caretAfter('Line');
  yUndoPluginKey.getState(ada.state).undoManager.stopCapturing();
  ada.type('!');
  network();
  ada.caretAfter('Line!/Next');
  mira.caretAfter('');
  mira.type('My ');
  network();
  ada.do(undo);
  ada.type('?');
  expect(ada.text).toBe('My Line?/Next');
});

test.each<[string, string, (writer: Writer) => Command]>([
  [
    'makes it a heading',
    'Line/Next mine/Last',
    ({ state }) => setBlockType(nodeType(state, 'heading'), { level: 2 }),
  ],
  ['puts it into a list', 'Line/Next mine/Last', ({ state }) => wrapIn(nodeType(state, 'blockquote'))],
  ['joins it to the one before', 'LineNext mine/Last', () => joinBackward],
])('EDIT-27 what one is writing into a block outlives that somebody else %s', (_, expected, command) => {
  const { ada, mira, network } = together('Line/Next/Last');
  ada.caretAfter('Line/Next');
  mira.caretAfter('Line/');
  ada.type(' mi');
  mira.do(command(mira));
  ada.type('ne');
  network();
  network();
  expect([ada.text, mira.text]).toEqual([expected, expected]);
});

test('EDIT-27 the caret is behind what was written again', () => {
  const { ada, mira, network } = together('Line/Next');
  ada.caretAfter('Line/Ne');
  mira.caretAfter('Line/Next');
  ada.type('mine');
  mira.do(setBlockType(nodeType(mira.state, 'heading'), { level: 2 }));
  network();
  ada.type('!');
  network();
  expect([ada.text, mira.text]).toEqual(['Line/Nemine!xt', 'Line/Nemine!xt']);
});

test('EDIT-27 what somebody else has seen and deleted is not written again', () => {
  const { ada, mira, network } = together('Line/Next/Last');
  ada.caretAfter('Line/Next');
  ada.type('!');
  network();
  mira.dispatch(mira.state.tr.delete(6, 13));
  network();
  network();
  expect([ada.text, mira.text]).toEqual(['Line/Last', 'Line/Last']);
});

test('EDIT-27 what an earlier page of one’s own has written without a network is written again, by one page', () => {
  const { ada, mira } = together('Line/Next');
  ada.caretAfter('Line/Next');
  ada.type(' mine');
  mira.caretAfter('Line/Next');
  mira.do(setBlockType(nodeType(mira.state, 'heading'), { level: 2 }));
  // Ada's page is gone; what it wrote lay on the device. Of two pages that find it there one goes on with it.
  const [again, other] = [new Writer(11), new Writer(12)];
  again.own = new Set([11, ada.doc.clientID]);
  for (const page of [again, other]) page.receive(encodeStateAsUpdate(ada.doc));
  const pages = [again, other, mira];
  again.unsent = [...ada.unsent];
  exchange(pages);
  exchange(pages);
  expect(pages.map(({ text }) => text)).toEqual(Array(3).fill('Line/Next mine'));
});

test('EDIT-26 only the block that somebody else has changed is made anew', () => {
  const { ada, mira, network } = together('Line/Next/Last');
  const before = ada.state.doc.children;
  mira.caretAfter('Line/Next');
  mira.type('!');
  network();
  expect(ada.text).toBe('Line/Next!/Last');
  expect(ada.state.doc.children.map((node, index) => node === before[index])).toEqual([true, false, true]);
});

/** As a long document is shown: in boxes of so few blocks that some are parted, joined and left. */
const IN_BOXES: BoxSizes = { from: 4, size: 2 };

test.each([
  ['', undefined],
  [', in boxes', IN_BOXES],
])(
  'EDIT-25 of what three write anywhere, with a slow network, nothing is lost and all see the same%s',
  (_how, boxes) => {
    const seed = Number(process.env.SEED ?? 1);
    const runs = Number(process.env.RUNS ?? 15);
    for (let run = seed; run < seed + runs; run += 1)
      expect(writtenByThree(run, boxes), `SEED=${run}`).toEqual([]);
  },
  120_000,
);

/** What is wrong after three have typed, begun lines and made headings at random. */
function writtenByThree(seed: number, boxes?: BoxSizes): string[] {
  const random = randomFrom(seed);
  const writers = [1, 2, 3].map((clientId) => new Writer(clientId, boxes && { boxes }));
  const [first] = writers;
  first?.type('Agenda');
  exchange(writers);
  let letter = 0x4e00;
  const typed: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    const writer = writers[random(writers.length)];
    if (!writer) continue;
    const { doc, tr } = writer.state;
    switch (random(12)) {
      case 0:
        writer.dispatch(tr.setSelection(TextSelection.near(doc.resolve(random(doc.content.size + 1)))));
        break;
      case 1:
        writer.do(chainCommands(splitListItem(nodeType(writer.state, 'listItem')), splitBlock));
        break;
      case 4:
        if (random(3) === 0) wrapIn(nodeType(writer.state, 'blockquote'))(writer.state, writer.dispatch);
        else wrapInList(nodeType(writer.state, 'bulletList'))(writer.state, writer.dispatch);
        break;
      case 2:
        exchange(writers);
        break;
      case 3:
        setBlockType(nodeType(writer.state, 'heading'), { level: 1 + random(3) })(
          writer.state,
          writer.dispatch,
        );
        break;
      default:
        letter += 1;
        typed.push(String.fromCharCode(letter));
        writer.type(String.fromCharCode(letter));
    }
  }
  // What is written again has to reach the others, too.
  for (let round = 0; round < 3; round += 1) exchange(writers);
  const [{ text } = { text: '' }] = writers;
  const lost = typed.filter((character) => !text.includes(character)).map((character) => `lost ${character}`);
  const apart = writers.filter((writer) => writer.text !== text).map((writer) => `other text ${writer.text}`);
  const stale = writers
    .filter(({ drawn }) => !drawn.now.eq(drawn.anew))
    .map(() => 'drawn otherwise than it is');
  const misplaced = writers
    .filter(({ state: { doc } }) => inBoxes(doc, boxes) !== doc)
    .map(() => 'not in the boxes in which it belongs');
  return [...lost, ...apart, ...stale, ...misplaced];
}

function nodeType(state: EditorState, name: string): NodeType {
  const type = state.schema.nodes[name];
  if (!type) throw new Error(`no ${name} in the schema`);
  return type;
}

function randomFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

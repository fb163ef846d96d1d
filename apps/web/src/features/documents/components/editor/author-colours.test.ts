import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { writtenIn } from '@plenum/editor/yjs/written-by';
import { splitBlock, wrapIn } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import { beforeAll, expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import { AuthorColours } from './author-colours.ts';
import { exchange, Writer } from './testing/writer.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

const WRITERS = [0, 1, 2, 3].map((client) => {
  const key = String(client);
  return { key, name: key, colour: client, label: key };
});

/** Whose client it is wrote it. */
function* writersOf(text: Y.Text) {
  for (const { length, client } of writtenIn(text)) {
    yield { length, writer: WRITERS[client] ?? null };
  }
}

/** An editor's colours, which follow each of its transactions. */
function coloursOf(writer: Writer) {
  const fragment = writer.doc.getXmlFragment(FRAGMENT_NAME);
  const whole = () => AuthorColours.of(writer.state.doc, fragment, writersOf);
  let colours = whole();
  const dispatch = writer.dispatch;
  Object.assign(writer, {
    dispatch(tr: Parameters<typeof dispatch>[0]) {
      const before = writer.state.doc;
      dispatch(tr);
      // What was appended to it is in the state as well.
      colours = writer.state.doc === tr.doc ? colours.follow(tr, before) : whole();
    },
  });
  const read = (marks: AuthorColours) =>
    marks.decorations
      .find()
      .map(({ from, to, spec }) => `${writer.state.doc.textBetween(from, to)} by ${spec.writer.key}`);
  return {
    pieces: () => read(colours),
    refresh() {
      colours = colours.refreshed(writer.state.doc, fragment, writersOf);
      return read(colours);
    },
    whole: () => read(whole()),
    before: (at: number) => colours.writerBefore(at)?.key ?? null,
  };
}

test('WHO-4 each piece has its author’s colour, others’ edits leave it, and what is typed has it a moment later', () => {
  const [ada, mira] = [new Writer(1), new Writer(2)];
  ada.type('First line');
  exchange([ada, mira]);
  const colours = coloursOf(ada);
  expect(colours.pieces()).toEqual(['First line by 1']);
  mira.caretAfter('First');
  mira.type('!?');
  exchange([ada, mira]);
  expect(colours.refresh()).toEqual(['First by 1', '!? by 2', ' line by 1']);
  expect([colours.before(6), colours.before(7)]).toEqual(['1', '2']);
  ada.caretAfter('First!? line');
  ada.type('!');
  expect(colours.refresh()).toEqual(['First by 1', '!? by 2', ' line! by 1']);
});

test('WHO-4 after any edits the colours are those of a document that is looked through as a whole', () => {
  const writers = [new Writer(1), new Writer(2), new Writer(3)];
  const [ada] = writers;
  if (!ada) throw new Error('nobody writes');
  ada.type('Once upon a time');
  exchange(writers);
  const colours = coloursOf(ada);
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 40; round += 1) {
    for (const writer of writers) {
      const { doc, tr } = writer.state;
      const at = TextSelection.near(doc.resolve(random(doc.content.size + 1)));
      writer.dispatch(tr.setSelection(at));
      const act = random(6);
      if (act === 0) splitBlock(writer.state, writer.dispatch);
      else if (act === 1) {
        const to = Math.min(at.from + random(9), writer.state.doc.content.size);
        const end = TextSelection.near(writer.state.doc.resolve(to), -1).to;
        if (end > at.from) writer.dispatch(writer.state.tr.delete(at.from, end));
      } else if (act === 2 && writer.state.schema.nodes.blockquote) {
        wrapIn(writer.state.schema.nodes.blockquote)(writer.state, writer.dispatch);
      } else writer.type('abcdef'.slice(0, 1 + random(6)));
    }
    exchange(writers);
    expect(colours.refresh()).toEqual(colours.whole());
  }
  expect(colours.whole().some((piece) => piece.endsWith('by 3'))).toBe(true);
});

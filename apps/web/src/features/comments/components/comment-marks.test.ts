import { placeOfQuote } from '@plenum/editor/yjs/place-of-quote';
import { splitBlock } from '@tiptap/pm/commands';
import { toBase64 } from 'lib0/buffer';
import { beforeAll, expect, test, vi } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { exchange, Writer } from '#features/documents/components/editor/testing/writer.ts';
import { anchorOf, rangeOf } from './comment-marks.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** Two people with a text in front of them, and the words between two places of it. */
function aText(text: string) {
  const [ada, mira] = [new Writer(1), new Writer(2)];
  for (const [i, line] of text.split('/').entries()) {
    if (i > 0) ada.do(splitBlock);
    ada.type(line);
  }
  exchange([ada, mira]);
  return {
    ada,
    mira,
    thread(from: number, to: number) {
      const anchor = anchorOf(ada.state, { from, to });
      if (!anchor) throw new Error('there is no such place');
      return { anchor, quote: ada.state.doc.textBetween(from, to, ' '), resolvedAt: null };
    },
    /** What stands in a thread's place for each of them. */
    words(thread: Parameters<typeof rangeOf>[1]) {
      exchange([ada, mira]);
      return [ada, mira].map(({ state }) => {
        const range = rangeOf(state, thread);
        return range && state.doc.textBetween(range.from, range.to, '/');
      });
    },
  };
}

test.each([
  ['a whole paragraph', 1, 19, 'We meet on Monday.'],
  ['the whole document', 0, 20, 'We meet on Monday.'],
  ['to behind the paragraph', 1, 20, 'We meet on Monday.'],
  ['some words', 4, 8, 'meet'],
])('COMM-9 a thread is about %s, for everybody', (_, from, to, words) => {
  const { thread, words: wordsOf } = aText('We meet on Monday.');
  expect(wordsOf(thread(from, to))).toEqual([words, words]);
});

test('COMM-9 what is written around a thread’s text is no part of it, what is written in it is', () => {
  const { ada, mira, thread, words } = aText('We meet./More.');
  const whole = thread(1, 9);
  mira.caretAfter('');
  mira.type('Hm: ');
  expect(words(whole)).toEqual(['We meet.', 'We meet.']);
  ada.caretAfter('Hm: We meet.');
  ada.type(' Sure.');
  ada.caretAfter('Hm: We');
  ada.type(' all');
  expect(words(whole)).toEqual(['We all meet.', 'We all meet.']);
});

test('COMM-9 a thread finds its words where their block was made anew, and nowhere where they were deleted', () => {
  const { ada, thread, words } = aText('We meet./More of it.');
  const first = thread(1, 9);
  const second = thread(11, 15);
  const { heading } = ada.state.schema.nodes;
  if (!heading) throw new Error('there is no heading');
  ada.dispatch(ada.state.tr.setBlockType(1, 1, heading, { level: 2 }));
  expect(words(first)).toEqual(['We meet.', 'We meet.']);
  ada.dispatch(ada.state.tr.delete(11, 15));
  ada.dispatch(ada.state.tr.insertText('Once more: More. ', 1));
  expect(words(second)).toEqual([null, null]);
});

test('COMM-16 words that the server found are where the browser shows them, also after edits around them', () => {
  const { ada, mira, words } = aText('We meet on Monday./More of it.');
  const place = placeOfQuote(encodeStateAsUpdate(ada.doc), { quote: 'We meet', most: 300 });
  if (typeof place === 'string') throw new Error(place);
  const thread = {
    anchor: { from: toBase64(place.from), to: toBase64(place.to) },
    quote: place.quote,
    resolvedAt: null,
  };
  expect(words(thread)).toEqual(['We meet', 'We meet']);
  mira.caretAfter('');
  mira.type('Hm: ');
  ada.caretAfter('We meet');
  ada.type(' again');
  expect(words(thread)).toEqual(['We meet', 'We meet']);
});

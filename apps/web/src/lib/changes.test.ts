import { expect, test } from 'vitest';
import { changesOf, isChanged, styledChangesOf } from './changes.ts';

test('PUB-9 beside a change stand whole words, and what is far from it is left out', () => {
  const words = Array.from({ length: 80 }, (_, i) => `word${i}`).join(' ');
  const changes = changesOf(`${words} old ${words}`, `${words} new ${words}`);
  expect(changes.map(({ kind }) => kind)).toEqual(['skipped', 'same', 'removed', 'added', 'same', 'skipped']);
  const beside = changes.filter(({ kind }) => kind === 'same').map(({ text }) => text);
  expect(
    beside
      .join(' ')
      .match(/\S+/g)
      ?.every((word) => words.split(' ').includes(word)),
  ).toBe(true);
  expect(beside.every((text) => text.length <= 120)).toBe(true);
});

test('PUB-9 a text without spaces keeps what stands beside a change', () => {
  const text = '会'.repeat(300);
  const changes = changesOf(`${text} 旧`, `${text} 新`);
  expect(changes.find(({ kind }) => kind === 'same')?.text).toMatch(/会/);
});

const piece = (text: string, ...styles: string[]) => ({ text, styles });

test('HIST-9 words that are the same and look otherwise are told apart, with how they look and looked', () => {
  const before = [piece('We '), piece('meet', 'italic'), piece(' on Monday.\n'), piece('Place', 'heading2')];
  const after = [piece('We meet on '), piece('Monday', 'bold'), piece('.\n'), piece('Place', 'heading3')];
  expect(styledChangesOf(before, after)).toEqual([
    { kind: 'same', text: 'We ' },
    { kind: 'restyled', text: 'meet', came: [], left: ['italic'] },
    { kind: 'same', text: ' on ' },
    { kind: 'restyled', text: 'Monday', came: ['bold'], left: [] },
    { kind: 'same', text: '.\n' },
    { kind: 'restyled', text: 'Place', came: ['heading3'], left: ['heading2'] },
  ]);
  expect(isChanged(styledChangesOf(before, before))).toBe(false);
});

test('HIST-9 also beside words that were added and taken out, where spaces alone look the same, and far into a long text', () => {
  const [long, words] = ['word '.repeat(20_000), 'one two'];
  expect(styledChangesOf([piece('old '), piece(words)], [piece('new '), piece(words, 'bold')])).toEqual([
    { kind: 'removed', text: 'old' },
    { kind: 'added', text: 'new' },
    { kind: 'same', text: ' ' },
    { kind: 'restyled', text: words, came: ['bold'], left: [] },
  ]);
  const changes = styledChangesOf([piece(long), piece(words)], [piece(long), piece(words, 'bold')]);
  expect(changes.at(-1)).toEqual({ kind: 'restyled', text: words, came: ['bold'], left: [] });
  expect(isChanged(styledChangesOf([piece('a b')], [piece('a'), piece(' ', 'bold'), piece('b')]))).toBe(
    false,
  );
});

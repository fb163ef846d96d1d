import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';

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

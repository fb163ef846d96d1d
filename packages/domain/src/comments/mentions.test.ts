import { expect, test } from 'vitest';
import { namedIn, piecesOf, textOf, withoutNames } from './mentions.ts';

const ids = new Map([
  ['frida', 'f'],
  ['ines.b', 'i'],
  ['jürgen', 'j'],
]);

test.each([
  ['@frida, please', '@, please', [[0, 'f']]],
  [
    'Ask @Frida. Or @INES.B.',
    'Ask @. Or @.',
    [
      [4, 'f'],
      [10, 'i'],
    ],
  ],
  [
    '(@jürgen) and @ju\u0308rgen!',
    '(@) and @!',
    [
      [1, 'j'],
      [8, 'j'],
    ],
  ],
  ['mail frida@frida and @@frida, @nobody', 'mail frida@frida and @@frida, @nobody', []],
  ['@fridays', '@fridays', []],
])('COMM-13 «%s» names whom it names', (text, body, mentions) => {
  expect(withoutNames(text, ids)).toEqual({
    body,
    mentions: mentions.map(([position, personId]) => ({ position, personId })),
  });
});

test('COMM-13 a comment is put together with the names of those it names, and with none of those who are unknown', () => {
  const frida = { id: 'f', username: 'frida', name: 'Frida F' };
  const comment = {
    body: 'Ask @ and @, or a@b',
    mentions: [
      { position: 4, person: frida },
      { position: 10, person: null },
    ],
  };
  expect(piecesOf(comment)).toEqual(['Ask ', comment.mentions[0], ' and ', comment.mentions[1], ', or a@b']);
  expect(textOf(comment, (person) => person?.name ?? 'somebody')).toBe('Ask @Frida F and @somebody, or a@b');
  // What does not fit the body is left out.
  expect(piecesOf({ body: 'No', mentions: [{ position: 1, person: frida }] })).toEqual(['No']);
});

test('COMM-13 a comment names twenty people at most', () => {
  expect(namedIn('@frida '.repeat(30))).toHaveLength(20);
});

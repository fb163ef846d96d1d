import { expect, test } from 'vitest';
import { colourOf, peopleIn, samePeople, whoMoved } from './people.ts';

const ada = { id: 'a', name: 'Ada', colour: 3 };
const mira = { id: 'm', name: 'Mira', colour: 7 };

test('EDIT-11 everybody else is listed once, however many windows they have', () => {
  const states = new Map<number, unknown>([
    [1, { user: { ...mira, color: '#123456' } }],
    [2, { user: ada }],
    [3, { user: ada, cursor: null }],
    [4, { cursor: null }],
  ]);
  expect(peopleIn(states, 1)).toEqual([ada]);
});

test('EDIT-11 guests are told apart by their windows', () => {
  const guest = { user: { id: null, name: '', colour: 0 } };
  const states = new Map<number, unknown>([
    [8, guest],
    [9, guest],
  ]);
  expect(peopleIn(states, 1).map(({ id }) => id)).toEqual(['client 8', 'client 9']);
});

test('EDIT-11 awareness that makes no sense shows nobody and breaks nothing', () => {
  const states = new Map<number, unknown>([
    [1, null],
    [2, 'text'],
    [3, { user: 'Ada' }],
    [4, { user: { id: 7, name: 7, colour: 99 } }],
  ]);
  const people = peopleIn(states, 0);
  expect(people).toHaveLength(1);
  expect(people[0]?.name).toBe('');
});

test.each([{ colour: 12 }, { colour: -1 }, { colour: 1.5 }, { colour: '3' }, { name: 'Ada' }, {}])(
  'EDIT-11 %j still gets one of the twelve author colours',
  (user) => {
    const colour = colourOf(user);
    expect(Number.isInteger(colour) && colour >= 0 && colour < 12).toBe(true);
  },
);

test('EDIT-12 who came and who went is told by comparing two moments', () => {
  expect(whoMoved([ada], [mira])).toEqual({ joined: ['Mira'], left: ['Ada'] });
  expect(whoMoved([ada, mira], [mira, ada])).toEqual({ joined: [], left: [] });
});

test('EDIT-12 a moved caret is no change of people, another name is', () => {
  expect(samePeople([ada, mira], [{ ...ada }, { ...mira }])).toBe(true);
  expect(samePeople([ada], [{ ...ada, name: 'Ada L.' }])).toBe(false);
  expect(samePeople([ada], [ada, mira])).toBe(false);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AppError } from '../../errors.ts';
import { MOST_OF_FILTER, parseTaskFilter } from './parse.ts';
import type { FilterTerms } from './types.ts';

const CONTEXT = { today: '2026-11-29', locale: 'en' as const };
const read = (text: string) => parseTaskFilter(text, CONTEXT);
const NO_TERMS: FilterTerms = { words: [], labels: [], priorities: [], due: [], places: [], self: false };
const wants = (text: string) =>
  Object.fromEntries(
    Object.entries(read(text).wants).filter(([, value]) => value !== false && `${value}` !== ''),
  );

const page = readFileSync(new URL('../../../../../docs/task-filters.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (.+) \| (.+) \| .+ \|$/gm)].slice(2);

test('TASK-400 a filter says the same in English and in German', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const [, english = '', german = ''] of rows)
    expect([german, read(german)]).toEqual([german, read(english)]);
});

test('TASK-400 a filter names words, labels, priorities, workspaces and oneself', () => {
  expect(wants('Rice, BEANS "Brown  Rice"')).toEqual({ words: ['rice', 'beans', 'brown rice'] });
  expect(wants('#Flyer #"zwei Wörter" #c++')).toEqual({ labels: ['flyer', 'zwei worter', 'c'] });
  expect(wants('!1 !2')).toEqual({ priorities: [1, 2] });
  expect(wants('in:"Food Coop" IN:garten')).toEqual({ places: ['food coop', 'garten'] });
  expect(wants('@Me')).toEqual({ self: true });
  expect(read('-rice -#flyer -!4 -@ich -in:x').excludes).toEqual({
    ...NO_TERMS,
    words: ['rice'],
    labels: ['flyer'],
    priorities: [4],
    places: ['x'],
    self: true,
  });
});

test.each([
  ['due:today', { from: '2026-11-29', before: '2026-11-30' }],
  ['fa\u0308llig:\u00dcBERF\u00c4LLIG', { from: null, before: '2026-11-29' }],
  ['due:this-week', { from: '2026-11-23', before: '2026-11-30' }],
  ['due:none', 'none'],
  ['due:<2026-12-01', { from: null, before: '2026-12-01' }],
  ['due:>1.12.2026', { from: '2026-12-02', before: null }],
  ['due:friday', { from: '2026-12-04', before: '2026-12-05' }],
  ['due:"in 2 weeks"', { from: '2026-12-13', before: '2026-12-14' }],
])('TASK-400 a filter names days: %s', (text, due) => {
  expect(read(text).wants.due).toEqual([due]);
});

test.each([
  ['', true, false],
  ['rice', true, false],
  ['is:done', false, true],
  ['-is:open', false, true],
  ['Erledigt', false, true],
  ['-done', true, false],
  ['is:open done', true, true],
  ['done -done', false, false],
  ['"done"', true, false],
])('TASK-400 what is done comes where it is asked for: %s', (text, open, done) => {
  expect(read(text)).toMatchObject({ open, done });
});

test('TASK-400 what only looks like a term is a word of the title, and signs alone are nothing', () => {
  expect(wants('https://plenum.test/ re:news 12:30')).toEqual({
    words: ['https plenum test', 're news', '12 30'],
  });
  expect(wants('open - ! # "" \u0000 \u2603')).toEqual({ words: ['open'] });
});

test.each([
  ['due:soon', 'due:<2026-12-01'],
  ['due:', 'due:today'],
  ['due: today', 'due:today'],
  ['due:2026-02-31', 'due:today'],
  ['!5', '!1'],
  ['@anna', '@me'],
  ['is:late', 'is:open'],
  ['in:""', 'in:'],
  ['"rice', 'Close it'],
  ['x'.repeat(MOST_OF_FILTER + 1), '500'],
])('TASK-401 what can’t be meant is answered by how to write it: %s', (text, hint) => {
  const failed = (() => {
    try {
      return read(text);
    } catch (error) {
      return error;
    }
  })();
  expect(failed).toBeInstanceOf(AppError);
  expect(failed).toMatchObject({ code: 'invalid_input', fields: { filter: expect.stringContaining(hint) } });
});

test('TASK-401 whatever is written is a filter or an AppError, in little time', () => {
  const pieces = [
    '-',
    '"',
    '#',
    '!',
    '@',
    'due:',
    'ist:',
    'in:',
    ' ',
    '<',
    '\ud800',
    '\u0000',
    '__proto__',
    'ä',
    '1',
    '.',
    ':',
  ];
  let seed = 42;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
  const began = performance.now();
  for (let i = 0; i < 5000; i++) {
    const text = Array.from({ length: next() % 40 }, () => pieces[next() % pieces.length]).join('');
    try {
      read(text);
    } catch (error) {
      expect([text, error]).toEqual([text, expect.any(AppError)]);
    }
  }
  for (const piece of pieces) {
    try {
      read(piece.repeat(MOST_OF_FILTER).slice(0, MOST_OF_FILTER));
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
    }
  }
  expect(performance.now() - began).toBeLessThan(5000);
  expect(read('is:__proto__x'.slice(3)).wants.words).toEqual(['proto x']);
});

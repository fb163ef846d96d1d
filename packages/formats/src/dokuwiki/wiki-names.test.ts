import { describe, expect, test } from 'vitest';
import { shapeOf } from '../testing/shape.ts';
import { jsonFromDokuwiki } from './json-from-dokuwiki.ts';
import { cleanId, resolveId, SectionIds } from './page-ids.ts';

const read = (text: string) => jsonFromDokuwiki(Buffer.from(text));

/** Milliseconds of the processor, not of the clock, in which other processes have a part. */
function timeOf(sign: string, length: number): number {
  const text = sign.repeat(Math.ceil(length / sign.length));
  const start = process.cpuUsage();
  try {
    read(text);
  } catch (error) {
    expect(error).toMatchObject({ code: 'too_large' });
  }
  return process.cpuUsage(start).user / 1000;
}

describe('names', () => {
  test.each([
    ['Some Page!', 'some_page'],
    ['A:B/C;D', 'a:b_c:d'],
    ['::x::_y_:', 'x:y'],
    ['Übung–1', 'übung_1'],
    ['../../etc/passwd', 'etc_passwd'],
  ])('DOKU-3 %s is the page %s', (name, id) => {
    expect(cleanId(name)).toBe(id);
  });

  test.each([
    ['x', 'a:b:x'],
    [':x', 'x'],
    ['.x', 'a:b:x'],
    ['..x', 'a:x'],
    ['..:..:..:x', 'x'],
    ['x:', 'x:'],
    ['.:', 'a:b:'],
    ['~sub', 'a:b:c:sub'],
  ])('DOKU-3 %s leads to %s', (name, id) => {
    expect(resolveId(name, 'a:b:c')).toBe(id);
  });

  test('DOKU-3 sections of one name are told apart', () => {
    const ids = new SectionIds();
    expect(['A', 'A', 'A1', 'A', '3'].map((words) => ids.take(words))).toEqual([
      'a',
      'a1',
      'a11',
      'a2',
      'section3',
    ]);
  });
});

test.each([
  '**',
  '//',
  '__',
  "''",
  '((',
  '))',
  '((a',
  '[[',
  ']]',
  '[[a|',
  '{{',
  '{{{{a}',
  '%%',
  '<code>',
  '<code',
  '<file ',
  '<nowiki>',
  '<html>',
  '<sub>',
  '</sub>',
  '<a ',
  '~~A',
  '"',
  '^',
  '|',
  '| a ',
  '|:::',
  '\n| :::',
  '>',
  '\n>',
  '\n  * a',
  '\n  ',
  '\n\t',
  '=',
  '\n== a',
  '== a ==\n',
  '-',
  '\\\\',
  'http://a.',
  'http://a).',
  'www.',
  ':-',
  '1x1',
  '<a@',
  '(( )) ',
  '[[a]] ',
  '{{a}}',
  '%%a%%',
  '((%%',
  '((<code>))',
  '\u0002',
  ' = ',
])('DOKU-4, ATT-30 a page that repeats %j is read in a time that follows its length', (sign) => {
  timeOf(sign, 1_000);
  // What grows with the square would take minutes.
  expect(timeOf(sign, 60_000)).toBeLessThan(3_000);
});

test.each(['[[', '{{', '[[a|', '<code', '<file ', '<nowiki>', '<html>', '<php>a'])(
  'DOKU-4, ATT-30 a page that begins with %j over and over, and never ends it, is looked through once',
  (sign) => {
    timeOf(sign, 1_000);
    expect(timeOf(sign, 1_500_000)).toBeLessThan(4_000);
  },
);

test('DOKU-4 lists and quotes lie in each other no deeper than a document may, and nothing is lost', () => {
  const lists = Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth + 1)}* item${depth}`).join(
    '\n',
  );
  const quotes = Array.from({ length: 200 }, (_, depth) => `${'>'.repeat(depth + 1)} quote${depth}`).join(
    '\n',
  );
  const { content, losses } = read(`${lists}\n\n${quotes}`);
  expect(shapeOf(content)).toContain('item199');
  expect(shapeOf(content)).toContain('quote199');
  expect(losses).toEqual([{ code: 'deepNesting', count: 360, places: ['item20', 'item21', 'item22'] }]);
});

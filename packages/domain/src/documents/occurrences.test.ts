import { expect, test } from 'vitest';
import { occurrencesOf } from './occurrences.ts';
import { type Replacement, replacementSchema } from './replacement.ts';

/** A text with what was found replaced. */
function replaced(
  text: string,
  find: string,
  { with: by = '_', ...options }: Partial<Replacement> = {},
): string {
  const all = occurrencesOf(text, { find, with: by, matchesCase: false, wholeWords: false, ...options });
  return all.reduceRight((rest, { from, to }) => rest.slice(0, from) + by + rest.slice(to), text);
}

test.each<[text: string, find: string, options: Partial<Replacement>, wanted: string]>([
  ['Tea and tea', 'tea', {}, '_ and _'],
  ['Tea and tea', 'tea', { matchesCase: true }, 'Tea and _'],
  ['aaaa a', 'aa', {}, '__ a'],
  ['aXbXc', 'x', { with: '' }, 'abc'],
  ['1.5 and 1x5 (1.5)', '1.5', {}, '_ and 1x5 (_)'],
  ['a\\b [c] {d} e|f g/h $', '[c] {d} e|f g/h $', {}, 'a\\b _'],
  ['two  spaces', '  ', { with: ' ' }, 'two spaces'],
])('STRUCT-3 %j has %j where its characters stand (%j)', (text, find, options, wanted) => {
  expect(replaced(text, find, options)).toBe(wanted);
});

test.each<[text: string, find: string, wanted: string]>([
  ['teapot, tea, steam: TEA', 'tea', 'teapot, _, steam: _'],
  ['tea_time tea2 (tea)', 'tea', 'tea_time tea2 (_)'],
  ['Tür Tü T\u0075\u0308r', 'tü', 'Tür _ T\u0075\u0308r'],
  ['(a) x(a)x', '(a)', '_ x_x'],
  ['a) xa)', 'a)', '_ xa)'],
  ['שלום לשלום', 'שלום', '_ לשלום'],
])('STRUCT-3 as a whole word %j has %j as %j', (text, find, wanted) => {
  expect(replaced(text, find, { wholeWords: true })).toBe(wanted);
});

test.each<[text: string, find: string, wanted: string]>([
  // An ß is no ss, and its capital is another way to write it.
  ['Straße STRAẞE Strasse', 'straße', '_ _ Strasse'],
  // The Turkish letters are neither the i nor the I of others.
  ['i I ı İ', 'i', '_ _ ı İ'],
  ['ΟΔΟΣ οδος οδός', 'οδοσ', '_ _ οδός'],
  // However they were composed, and never a letter without its mark.
  ['Cafe\u0301 café cafe', 'café', '_ _ cafe'],
  ['cafe\u0301 cafe', 'cafe', 'cafe\u0301 _'],
  ['na\u0308he x', 'x', 'na\u0308he _'],
  ['👩 👩‍👧 👩🏽 👩', '👩', '_ 👩‍👧 👩🏽 _'],
  ['🇩🇪🇫🇷', '🇪🇫', '🇩🇪🇫🇷'],
  ['مرحبا بالعالم', 'بالعالم', 'مرحبا _'],
  ['会議の議事録', '議', '会_の_事録'],
])('STRUCT-3 of whole characters %j has %j as %j', (text, find, wanted) => {
  expect(replaced(text, find)).toBe(wanted);
});

test.each<[text: string, find: string, by: string, wanted: string]>([
  ['Plenum and plenum', 'plenum', 'Plenum', 'Plenum and Plenum'],
  ['the group', 'group', 'working group', 'the working group'],
  ['the working group and the group', 'group', 'working group', 'the working group and the working group'],
  ['aab', 'a', 'aa', 'aab'],
])('STRUCT-3 in %j %j becomes %j once, and a second time nothing', (text, find, by, wanted) => {
  const once = replaced(text, find, { with: by });
  expect(once).toBe(wanted);
  expect(replaced(once, find, { with: by })).toBe(wanted);
});

test.each([
  [{ find: '', with: '' }, 'Enter what to look for.'],
  [{ find: 'a\nb', with: '' }, 'Use a single line of text.'],
  [{ find: '\ufffc', with: '' }, 'Use a single line of text.'],
  [{ find: 'a', with: '\ud83d' }, 'Use a single line of text.'],
  [{ find: 'a'.repeat(201), with: '' }, 'Use at most 200 characters.'],
  [{ find: 'a', with: 'b'.repeat(201) }, 'Use at most 200 characters.'],
])('STRUCT-3 %j is refused: %s', (input, message) => {
  expect(replacementSchema.safeParse(input).error?.issues[0]?.message).toBe(message);
  expect(replacementSchema.parse({ find: ' a ', with: '' })).toEqual({
    find: ' a ',
    with: '',
    matchesCase: false,
    wholeWords: false,
  });
});

test('STRUCT-5 a long text costs in proportion to its length, whatever is in it', () => {
  const composed = 'é tea '.normalize('NFD').repeat(50_000);
  expect(
    occurrencesOf(composed, { find: 'tea', with: 'mate', matchesCase: true, wholeWords: true }),
  ).toHaveLength(50_000);
  const alike = { find: 'a', with: `${'a'.repeat(199)}b`, matchesCase: true, wholeWords: false };
  expect(occurrencesOf('a'.repeat(200_000), alike)).toHaveLength(200_000);
}, 10_000);

import { describe, expect, test } from 'vitest';
import { searchFold, searchTokens } from '../fold.ts';
import { searchLanguageOf } from '../workspaces/languages.ts';
import { kindNamed } from './kinds.ts';
import { asksNothing, parseQuery, QUERY_LIMITS, type SearchTerm } from './query.ts';
import { markedTitle, snippetOf } from './snippet.ts';

const term = (text: string, more: Partial<SearchTerm> = {}): SearchTerm => ({
  text,
  isPhrase: false,
  inTitle: false,
  isExcluded: false,
  isPrefix: false,
  ...more,
});

describe('a text as it is searched', () => {
  test.each([
    ['Größe, CAFÉ & Straße!', 'grosse cafe strasse'],
    ['Cafe\u0301  Łódź\nİstanbul', 'cafe lodz istanbul'],
    ['ﬁnal ½ Ⅳ', 'final 1 2 iv'],
    ['co\u00adopera\u200btive', 'cooperative'],
    ['don’t e-mail a_b', 'don t e mail a b'],
    ['ΣΟΦΟΣ', 'σοφοσ'],
    ['שָׁלוֹם עֲלֵיכֶם', 'שלום עליכם'],
    ['السَّلامُ عليكـم', 'السلام عليكم'],
    ['हिन्दी', 'हिन्दी'],
    ['한국어 회의록', '한국어 회의록'],
    ['ｶﾅ ガイド、会議', 'カナ カイト 会議'],
    ['<b>"x"</b>', 'b x b'],
    ['🎉', ''],
  ])('SEARCH-2 %s is %s', (text, folded) => {
    // Whether voiced kana keep their mark does not matter, as long as both sides do the same.
    expect(searchFold(searchFold(text))).toBe(searchFold(text));
    if (!/[ガイド]/.test(text)) expect(searchFold(text)).toBe(folded);
  });

  test('SEARCH-2 a text in ASCII alone is read as if more were in it', () => {
    const ascii = String.fromCharCode(...Array(128).keys());
    expect(searchFold(ascii)).toBe(searchFold(`${ascii} é`).replace(/ e$/, ''));
    expect(searchTokens(`${'x'.repeat(200)} b `)).toEqual(
      searchTokens(`${'x'.repeat(200)} b ガ`).slice(0, -1),
    );
  });

  test('SEARCH-3 runs without spaces are found by every two letters', () => {
    expect(searchTokens(searchFold('総会の議事録'))).toEqual(['総会', '会の', 'の議', '議事', '事録', '録']);
    expect(searchTokens('会议2026年')).toEqual(['会议', '议', '2026', '年']);
    expect(searchTokens(searchFold('한국어 plan'))).toEqual(['한국', '국어', '어', 'plan']);
  });
});

const filter = (value: string, isExcluded = false) => ({ value, isExcluded });

describe('what somebody types', () => {
  test('SEARCH-4 words, phrases, what is left out, titles and filters', () => {
    expect(parseQuery('Reis "rote Bohnen" -Fleisch title:Plan in:Küche by:Anna tag:essen Abend')).toEqual({
      terms: [
        term('reis'),
        term('rote bohnen', { isPhrase: true }),
        term('fleisch', { isExcluded: true }),
        term('plan', { inTitle: true }),
        term('abend', { isPrefix: true }),
      ],
      places: [filter('kuche')],
      authors: [filter('anna')],
      tags: [filter('essen')],
    });
  });

  test.each([
    ['in:"The kitchen" x ', { places: [filter('the kitchen')], terms: [term('x')] }],
    [
      '-in:kitchen -by:anna -tag:x y ',
      {
        places: [filter('kitchen', true)],
        authors: [filter('anna', true)],
        tags: [filter('x', true)],
        terms: [term('y')],
      },
    ],
    ['„Reis und', { terms: [term('reis und', { isPhrase: true })] }],
    [
      '-"a b" TITLE:"C d"',
      {
        terms: [
          term('a b', { isPhrase: true, isExcluded: true }),
          term('c d', { isPhrase: true, inTitle: true }),
        ],
      },
    ],
    ['e-mail', { terms: [term('e mail', { isPhrase: true, isPrefix: true })] }],
    ['会議', { terms: [term('会議', { isPrefix: true })] }],
    ['title:', { terms: [term('title', { isPrefix: true })] }],
    ['- -- "" \' : ) ( & | ! <-> \\ * \0', { terms: [] }],
    ['title:in:x', { terms: [term('in x', { isPhrase: true, inTitle: true, isPrefix: true })] }],
    [
      'https://plenum.example/d',
      { terms: [term('https plenum example d', { isPhrase: true, isPrefix: true })] },
    ],
  ])('SEARCH-4 %j is understood', (typed, query) => {
    expect(parseQuery(typed)).toEqual({ places: [], authors: [], tags: [], ...query });
  });

  test('SEARCH-4 whatever is typed is a question, and a short one', () => {
    const seed = Number(process.env.SEED ?? 7);
    const letters = [
      'a',
      'é',
      '会',
      '"',
      '“',
      '-',
      ':',
      ' ',
      'in:',
      'title:',
      "'",
      '\\',
      '&',
      '|',
      '!',
      '(',
      '*',
      '\ud800',
      '\0',
    ];
    let state = seed;
    for (let run = 0; run < 2_000; run += 1) {
      let typed = '';
      for (let i = 0; i < 60; i += 1) {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        typed += letters[state % letters.length];
      }
      const { terms, places, authors, tags } = parseQuery(typed.repeat(10));
      const filters = [...places, ...authors, ...tags].map(({ value }) => value);
      const values = [...terms.map(({ text }) => text), ...filters];
      expect(values.length, `SEED=${seed}`).toBeLessThanOrEqual(QUERY_LIMITS.terms);
      for (const value of values) expect(value).toMatch(/^[\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)*$/u);
    }
  });

  test('SEARCH-4 nothing is asked for by what is left out alone', () => {
    expect(asksNothing(parseQuery('-a  -"b c" -in:x'))).toBe(true);
    expect(asksNothing(parseQuery(''))).toBe(true);
    expect(asksNothing(parseQuery('in:pad'))).toBe(false);
    expect(asksNothing(parseQuery('a'))).toBe(false);
  });

  test('SEARCH-5 kinds have their names in both languages', () => {
    expect([kindNamed('decision'), kindNamed('beschlusse'), kindNamed('kitchen')]).toEqual([
      'decision',
      'decision',
      null,
    ]);
  });

  test.each([
    ['de', 'german'],
    ['pt-BR', 'portuguese'],
    ['en_GB', 'english'],
    ['ja', 'simple'],
    ['', 'simple'],
  ])('SEARCH-6 whoever uses %j writes %s', (locale, language) => {
    expect(searchLanguageOf(locale)).toBe(language);
  });
});

describe('what is shown of what was found', () => {
  const shown = (text: string, typed: string) =>
    snippetOf(text, parseQuery(typed).terms)
      .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
      .join('');

  test.each([
    ['We cook rice\nand beans.', 'Rice', 'We cook [rice] and beans.'],
    ['Die Größen der Bäume', 'grosse baum', 'Die [Größen] der [Bäume]'],
    ['本日の総会の議事録です', '総会', '本日の[総会]の議事録です'],
    ['שלום לכולם', 'שלום', '[שלום] לכולם'],
    ['<b>rice</b>', 'rice', '<b>[rice]</b>'],
    ['nothing of it', 'rice', 'nothing of it'],
    ['rice', '-rice', 'rice'],
    ['', 'rice', ''],
  ])('SEARCH-9 of %j for %s', (text, typed, snippet) => {
    expect(shown(text, typed)).toBe(snippet);
  });

  test('SEARCH-9 a long text is shown around the first match', () => {
    const around = shown(`${'before '.repeat(500)}rice${' after'.repeat(500)}`, 'rice');
    expect(around).toMatch(/^… (before )+\[rice\]( after)+ …$/);
    expect(around.length).toBeLessThan(200);
    expect(shown('😀'.repeat(500), 'rice')).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test('SEARCH-9 a title is shown whole', () => {
    expect(markedTitle('Rice & beans', parseQuery('bean').terms)).toEqual([
      { text: 'Rice & ', isMatch: false },
      { text: 'beans', isMatch: true },
    ]);
  });
});

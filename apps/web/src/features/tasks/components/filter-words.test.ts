import { parseTaskFilter } from '@plenum/domain/tasks/filter/parse';
import { expect, test } from 'vitest';
import { COMMON_FILTERS, FILTER_TERMS } from './filter-words.ts';

const read = (text: string) => parseTaskFilter(text, { today: '2026-11-29', locale: 'en' });

test('TASK-403 the filters that the page offers and explains are understood, and mean the same in English and German', () => {
  for (const { en, de } of [COMMON_FILTERS, FILTER_TERMS]) {
    const [english, german] = [Object.values(en), Object.values(de)];
    for (const [i, text] of english.entries()) {
      for (const [j, term] of text.split(', ').entries()) {
        const filter = read(term);
        expect(filter).toEqual(read(german[i]?.split(', ')[j] ?? ''));
        expect(filter.wants.words).toEqual([]);
        expect(filter).not.toEqual(read(''));
      }
    }
  }
});

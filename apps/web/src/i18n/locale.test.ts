import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

const CASES: { cookie?: string; header: string | null; answer: 'en' | 'de' }[] = [
  { header: null, answer: 'en' },
  { header: '', answer: 'en' },
  { header: 'de', answer: 'de' },
  { header: 'de-AT,de;q=0.9,en;q=0.8', answer: 'de' },
  { header: 'fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4', answer: 'de' },
  { header: 'en;q=0.4, de;q=0.5', answer: 'de' },
  { header: 'de;q=0, fr', answer: 'en' },
  { header: 'xx,*;q=0.1', answer: 'en' },
  { header: ';;q=,,=', answer: 'en' },
  { cookie: 'de', header: 'en', answer: 'de' },
  { cookie: 'en', header: 'de', answer: 'en' },
  { cookie: '../../etc', header: 'de', answer: 'de' },
];

test.each(CASES)(
  'I18N-1 the language is the cookie’s, else the browser’s best, else English: %o',
  ({ cookie, header, answer }) => {
    expect(chooseLocale({ cookie, acceptLanguage: header })).toBe(answer);
  },
);

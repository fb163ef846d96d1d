import { expect, test } from 'vitest';
import { slugFromName } from './rules.ts';

test.each([
  ['Alliance for the Forest', 'alliance-for-the-forest'],
  ['  Küfa & Söhne!  ', 'küfa-söhne'],
  ['تحالف', 'تحالف'],
  ['🦊🦊', 'workspace'],
  ['a'.repeat(100), 'a'.repeat(48)],
  ['/../w', 'w'],
])('WS-1 the address of «%s» is «%s»', (name, slug) => {
  expect(slugFromName(name)).toBe(slug);
});

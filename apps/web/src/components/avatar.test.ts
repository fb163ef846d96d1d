import { expect, test } from 'vitest';
import { initials } from './avatar.tsx';

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada King, Countess of Lovelace', 'AL'],
  ['ümit', 'Ü'],
  ['zoe_long-name', 'ZN'],
  ['نور الهدى', 'نا'],
  ['👩🏽‍🌾 Garden', '👩🏽‍🌾G'],
  ['  ', ''],
])('UI-10 the initials of “%s” are “%s”', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

import { expect, test } from 'vitest';
import { shortcutText } from './shortcut.ts';

const names = { control: 'Strg', shift: 'Umschalt' };

test.each([
  ['Escape', 'Esc'],
  ['Mod-b', 'Strg+B'],
  ['Mod-Shift-7', 'Strg+Umschalt+7'],
  ['Mod-Alt-1', 'Strg+Alt+1'],
])('EDIT-16 %s is named in the language of the person: %s', (keys, text) => {
  expect(shortcutText({ keys, names, apple: false })).toBe(text);
});

test.each([
  ['Escape', 'Esc'],
  ['Mod-b', '⌘B'],
  ['Mod-Shift-z', '⇧⌘Z'],
  ['Mod-Alt-1', '⌥⌘1'],
])('EDIT-16 %s is written with the signs of an Apple keyboard: %s', (keys, text) => {
  expect(shortcutText({ keys, names, apple: true })).toBe(text);
});

import { expect, test } from 'vitest';
import { viewFrom } from './view-preferences.ts';

test('EDIT-38 a cookie says how documents are seen, and nothing else', () => {
  expect(viewFrom('focus.wide')).toEqual(['wide', 'focus']);
  for (const nothing of [undefined, '', 'x', 'Wide', '<b>']) expect(viewFrom(nothing)).toEqual([]);
});

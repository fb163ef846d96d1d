import { expect, test } from 'vitest';
import { propertyTexts, readPropertyTexts } from './property-text.ts';

test('SETS-20 what is said of a document is the same when it is read again', () => {
  const said = { status: 'adopted', reviewOn: '2027-03-01', owner: 'Bea Birch' } as const;
  expect(readPropertyTexts(propertyTexts(said))).toEqual({ ...said, others: [] });
  expect(propertyTexts({ status: null, reviewOn: null, owner: null })).toEqual({});
});

test('SETS-20 properties of other programs are known by their names and values, and the rest is named', () => {
  expect(
    readPropertyTexts({
      Status: 'Entwurf',
      'review-day': '2026-12-24',
      author: 'x',
      aliases: ['y', 'z'],
    }),
  ).toEqual({ status: 'draft', reviewOn: '2026-12-24', owner: null, others: ['author', 'aliases'] });
  expect(readPropertyTexts({ status: 'in progress', review: 'soon', owner: ['a', 'b'] })).toEqual({
    status: null,
    reviewOn: null,
    owner: null,
    others: ['status', 'review', 'owner'],
  });
});

import { documentSchema } from '@plenum/editor/schema/schema';
import { expect, test } from 'vitest';

test('SCREEN-17 no mark may overlap itself: its name would be written with a hash that browsers do not get', () => {
  const marks = Object.values(documentSchema.marks);
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter((mark) => !mark.excludes(mark)).map(({ name }) => name)).toEqual([]);
});

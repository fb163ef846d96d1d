import { expect, test } from 'vitest';
import { tagsSchema, typedTagsSchema } from './schema.ts';

const problemOf = (tags: unknown) => tagsSchema.safeParse(tags).error?.issues[0]?.message;

test('TAG-1 tags are kept as they are written, each once, in the order of the alphabet', () => {
  expect(
    tagsSchema.parse([' Money ', 'KÜCHE', 'kuche', 'Küche', 'agenda', '10', '9', '総会', 'مطبخ']),
  ).toEqual(['9', '10', 'agenda', 'Küche', 'Money', 'مطبخ', '総会']);
  expect(tagsSchema.parse([])).toEqual([]);
});

test('TAG-1 what is no tag is refused with a sentence', () => {
  expect(problemOf(['🎉'])).toBe('A tag has at least one letter or digit.');
  expect(problemOf(['x'.repeat(51)])).toBe('Use at most 50 characters for a tag.');
  expect(problemOf(['ﷺ'.repeat(50)])).toBe('Use at most 50 characters for a tag.');
  for (const tag of ['a, b', 'a،b', 'a、b', 'a､b', 'a\nb'])
    expect(problemOf([tag])).toBe('Put a comma between two tags.');
  expect(problemOf(Array.from({ length: 31 }, (_, i) => `tag ${i}`))).toBe('Use at most 30 tags.');
  expect(tagsSchema.parse(Array.from({ length: 30 }, (_, i) => `tag ${i}`))).toHaveLength(30);
});

test('TAG-2 tags are typed in one line, with the commas of any script', () => {
  expect(typedTagsSchema.parse(' Kitchen,, money ，会計、 مال،x ,')).toEqual([
    'Kitchen',
    'money',
    'x',
    'مال',
    '会計',
  ]);
  expect(typedTagsSchema.parse('  ')).toEqual([]);
  expect(typedTagsSchema.safeParse('a, 🎉').error?.issues).toMatchObject([
    { path: [], message: 'A tag has at least one letter or digit.' },
  ]);
});

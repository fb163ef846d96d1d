import { documentSchema } from '@plenum/editor/schema/schema';
import { expect, test } from 'vitest';
import { firstPlaceToWrite } from './first-place-to-write.ts';

const { nodes } = documentSchema;

function doc(...lines: string[]) {
  const paragraphs = lines.map((line) =>
    nodes.paragraph?.create(null, line === '' ? null : documentSchema.text(line)),
  );
  return documentSchema.node(
    'doc',
    null,
    paragraphs.filter((paragraph) => paragraph !== undefined),
  );
}

test('EDIT-19 writing begins in the first empty line', () => {
  expect(firstPlaceToWrite(doc('Title', '', 'end'))).toEqual({ from: 8, to: 8 });
});

test('EDIT-19 writing begins at the first gap of a template, which typing replaces', () => {
  expect(firstPlaceToWrite(doc('Time: …', ''))).toEqual({ from: 7, to: 8 });
});

test('EDIT-19 a text without a gap is read from its beginning', () => {
  expect(firstPlaceToWrite(doc('one', 'two'))).toBeNull();
});

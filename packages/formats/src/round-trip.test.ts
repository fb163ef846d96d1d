import { randomDocument } from '@plenum/editor/testing/random-document';
import { describe, expect, test } from 'vitest';
import { docxFromSource } from './docx/docx-from-source.ts';
import { jsonFromDocx } from './docx/json-from-docx.ts';
import { htmlFromSource } from './html/html-from-source.ts';
import { jsonFromHtml } from './html/json-from-html.ts';
import { jsonFromOdt } from './odt/json-from-odt.ts';
import { odtFromSource } from './odt/odt-from-source.ts';
import type { ImportedDocument } from './reading/imported.ts';
import { aSource, PICTURE, SAMPLE } from './testing/sample.ts';
import { shapeOf, visibleIn } from './testing/shape.ts';
import { lossesOf } from './writing/losses-of.ts';

const WAYS: Record<'docx' | 'odt' | 'html', (content: unknown) => Promise<ImportedDocument>> = {
  docx: async (content) => jsonFromDocx(await docxFromSource(aSource(content))),
  odt: async (content) => jsonFromOdt(odtFromSource(aSource(content))),
  html: async (content) => jsonFromHtml(Buffer.from(htmlFromSource(aSource(content)))),
};

describe.each(Object.entries(WAYS))('%s', (format, way) => {
  test('IO-1, IO-2 a document comes back as it was, with its title and its picture', async () => {
    const back = await way(SAMPLE);
    expect(back.title).toBe(aSource().title);
    expect(shapeOf(back.content)).toBe(shapeOf(SAMPLE));
    expect(back.losses).toEqual([]);
    expect(back.pictures.map(({ content }) => Buffer.from(content))).toEqual([Buffer.from(PICTURE.content)]);
  });

  test.each(Array.from({ length: 80 }, (_, seed) => seed))(
    'IO-4 seed %i: nothing goes in silence',
    async (seed) => {
      const content = randomDocument(seed);
      const back = await way(content);
      const losses = [...lossesOf(content, format as 'docx'), ...back.losses].map(({ code }) => code);
      // Notes come to stand at the end.
      const letters = (json: unknown) => [...visibleIn(json)].sort().join('');
      if (losses.length === 0) expect(letters(back.content)).toBe(letters(content));
    },
  );
});

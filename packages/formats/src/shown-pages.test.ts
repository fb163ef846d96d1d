import type { NodeJson } from '@plenum/editor/schema/json';
import { expect, test } from 'vitest';
import { docxFromSource } from './docx/docx-from-source.ts';
import { jsonFromDocx } from './docx/json-from-docx.ts';
import { padLines } from './etherpad/pad-lines.ts';
import { htmlFromSource } from './html/html-from-source.ts';
import { jsonFromOdt } from './odt/json-from-odt.ts';
import { odtFromSource } from './odt/odt-from-source.ts';
import { aSource } from './testing/sample.ts';
import { shapeOf } from './testing/shape.ts';
import { lossesOf } from './writing/losses-of.ts';

const ID = '01a21938-ac32-76ad-892f-5f28dda6054a';
const CONTENT: NodeJson = {
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'a' }] },
    { type: 'blockquote', content: [{ type: 'transclusion', attrs: { documentId: ID, blockId: 'b' } }] },
    { type: 'childPages', attrs: { levels: 1 } },
  ],
};
const LINK = `<linkhttps://plenum.example/d/${ID}#block-b>Text of another page</>`;

test('EMBED-10 files of other formats have a link in the place of what is shown', async () => {
  const source = { ...aSource(CONTENT), baseUrl: 'https://plenum.example' };
  expect(shapeOf((await jsonFromDocx(await docxFromSource(source))).content)).toContain(LINK);
  expect(shapeOf(jsonFromOdt(odtFromSource(source)).content)).toContain(LINK);
  const page = htmlFromSource(source);
  expect(page).toContain(`<a href="https://plenum.example/d/${ID}#block-b"`);
  expect(page).not.toMatch(/child-pages|shown-page/);
  expect(JSON.stringify(padLines(source))).toContain('Text of another page');
});

test('EMBED-10 what is shown and is not in a file is told', () => {
  for (const format of ['html', 'docx', 'odt', 'pdf', 'text', 'etherpad'] as const) {
    const lost = lossesOf(CONTENT, format).map(({ code, count }) => [code, count]);
    expect(lost, format).toContainEqual(['childPages', 1]);
    expect(lost, format).toContainEqual(['transclusions', 1]);
  }
  for (const format of ['markdown', 'json'] as const) expect(lossesOf(CONTENT, format), format).toEqual([]);
});

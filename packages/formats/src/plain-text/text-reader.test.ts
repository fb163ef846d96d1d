import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { ReadForSearch } from '@plenum/domain/files/media-type';
import { expect, test } from 'vitest';
import { docxFromSource } from '../docx/docx-from-source.ts';
import { odtFromSource } from '../odt/odt-from-source.ts';
import { docxFile, docxParagraph } from '../testing/docx-file.ts';
import { odtFile } from '../testing/odt-file.ts';
import { pdfFile, pdfLines } from '../testing/pdf-file.ts';
import { aSource } from '../testing/sample.ts';
import { textOfFile } from './text-of-file.ts';
import { TextReader } from './text-reader.ts';

const PDF = 'application/pdf';
const ODT = 'application/vnd.oasis.opendocument.text';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MEGABYTE = 2 ** 20;

/** The built program that reads a file. */
const program = join(import.meta.dirname, '../../dist/plain-text/text-worker.js');

function textOf(bytes: Uint8Array, mediaType: ReadForSearch, length = 10_000): Promise<string> {
  return textOfFile(bytes, mediaType, { length, until: performance.now() + 20_000 });
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function read(bytes: Uint8Array, mediaType: ReadForSearch, limits = {}) {
  return new TextReader({ program, limits }).read({ mediaType, content: piecesOf(bytes) });
}

test('SEARCH-22 of a PDF file each page is a paragraph, with broken words and lines whole again', async () => {
  const pages = [pdfLines('Minutes of the gen-', 'eral assembly', 'of lentils'), pdfLines('Second page')];
  expect(await textOf(pdfFile(pages), PDF)).toBe('Minutes of the general assembly of lentils\nSecond page');
});

test('SEARCH-22 of a PDF file that only names its table of characters the text is read, too', async () => {
  const page = `BT /F2 12 Tf 50 700 Td <4e2d6587> Tj 0 -20 Td <68ee6797> Tj ET`;
  expect(await textOf(pdfFile([page]), PDF)).toBe('中文森林');
});

/** Of each kind of block in the sample. */
const WRITTEN = [
  'Agenda',
  'Bold and italic, struck, underlined, H2O, x2, code(), red, marked and a link.',
  'A line and another with a note.',
  'Innermost',
  'until ten',
  'Folded away',
  'שלום עולם',
  'A note with weight.',
];

test.each([
  [DOCX, async () => docxFromSource(aSource())],
  [ODT, async () => odtFromSource(aSource())],
] as const)(
  'SEARCH-22 of %s its paragraphs, headings, tables and notes are read',
  async (mediaType, file) => {
    const text = await textOf(await file(), mediaType);
    expect(text.split('\n')).toEqual(expect.arrayContaining(WRITTEN));
  },
);

test('SEARCH-22 what was deleted, is said beside the text or is there twice is not read', async () => {
  const docx = docxFile(
    `<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>left</w:t><w:tab/><w:t>over</w:t></w:r></w:p>`,
  );
  expect(await textOf(docx, DOCX)).toBe('left over');
  const odt = odtFile(
    '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>left<text:s/>over<office:annotation><text:p>beside</text:p></office:annotation></text:p>',
  );
  expect(await textOf(odt, ODT)).toBe('left over');
});

test('SEARCH-23 no more is read than there is room for, without halves of characters and what no database takes', async () => {
  const docx = docxFile(`${docxParagraph('ab\u0085c')}${docxParagraph('de😀')}${docxParagraph('more')}`);
  expect(await textOf(docx, DOCX, 8)).toBe('ab c\nde');
  const pdf = pdfFile(Array.from({ length: 50 }, () => pdfLines('lentils')));
  expect(await textOf(pdf, PDF, 20)).toBe('lentils\nlentils\nlent');
  expect(await textOfFile(pdf, PDF, { length: 1_000, until: 0 })).toBe('');
});

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>';

test.each<[string, ReadForSearch, () => Uint8Array]>([
  ['rubbish', PDF, () => Buffer.from('%PDF-1.7 rubbish')],
  ['rubbish', DOCX, () => Buffer.from('PK\x03\x04 rubbish')],
  ['a file of another kind', ODT, () => docxFile(docxParagraph('x'))],
  ['a bomb of entities', DOCX, () => docxFile(docxParagraph('&c;'), { prolog: ENTITIES })],
  ['a bomb of entities', ODT, () => odtFile('<text:p>&c;</text:p>', { prolog: ENTITIES })],
  ['a bomb of zeros', DOCX, () => docxFile(docxParagraph(' '.repeat(200 * MEGABYTE)))],
  ['a password', PDF, () => pdfFile([pdfLines('secret')], { isEncrypted: true })],
])(
  'SEARCH-23 %s of %s is without text',
  async (_, mediaType, file) => {
    expect(await read(file(), mediaType)).toEqual({ status: 'unreadable', reason: expect.any(String) });
  },
  30_000,
);

test('SEARCH-23 a PDF file that unpacks to more memory than anybody has, or never ends, is ended', async () => {
  const zeros = deflateSync(Buffer.alloc(600 * MEGABYTE, ' '));
  const bomb = pdfFile([{ packed: zeros }]);
  expect(bomb.length).toBeLessThan(MEGABYTE);
  expect(await read(bomb, PDF, { memory: 300 * MEGABYTE, time: 90_000 })).toEqual({
    status: 'unreadable',
    reason: 'Ended',
  });
  expect(await read(bomb, PDF, { time: 600 })).toMatchObject({ reason: 'Ended' });
}, 60_000);

test('SEARCH-23 a reader is one process, which reads words and ends, also when nobody wants them any more', async () => {
  expect(await read(pdfFile([pdfLines('lentils')]), PDF)).toEqual({ status: 'read', text: 'lentils' });
  const abandoned = new AbortController();
  const endless = (async function* () {
    for (;;) {
      abandoned.abort();
      yield Buffer.alloc(10);
    }
  })();
  const reading = new TextReader({ program }).read({ mediaType: PDF, content: endless }, abandoned.signal);
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  const broken = (async function* () {
    yield Buffer.from('%PDF-');
    throw new Error('not there');
  })();
  await expect(new TextReader({ program }).read({ mediaType: PDF, content: broken })).rejects.toThrow(
    'not there',
  );
});

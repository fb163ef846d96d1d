import type { NodeJson } from '@plenum/editor/schema/json';
import { describe, expect, test } from 'vitest';
import { jsonFromDocx } from './docx/json-from-docx.ts';
import { EXPORT_NAMES, importNameOf } from './format-names.ts';
import { jsonFromHtml } from './html/json-from-html.ts';
import { Losses } from './losses.ts';
import { jsonFromOdt } from './odt/json-from-odt.ts';
import type { ImportedDocument } from './reading/imported.ts';
import { docxFile, docxParagraph } from './testing/docx-file.ts';
import { odtFile } from './testing/odt-file.ts';
import { PICTURE_ID, SAMPLE } from './testing/sample.ts';
import { shapeOf } from './testing/shape.ts';
import { lossesOf } from './writing/losses-of.ts';

const counted = ({ losses }: Pick<ImportedDocument, 'losses'>) =>
  losses.map(({ code, count, places }) => [code, count, ...places]);

test('IO-4 losses of one kind are counted together, with three places at most', () => {
  const losses = new Losses();
  for (const place of ['one', 'two', 'two', 'three', 'four']) losses.add('comments', { place });
  losses.addAll([{ code: 'comments', count: 3, places: ['five'] }]);
  losses.add('chat', { count: 0 });
  losses.add('fonts', { place: `${'long '.repeat(30)}` });
  const [comments, fonts] = losses.list();
  expect(comments).toEqual({ code: 'comments', count: 8, places: ['one', 'two', 'three'] });
  expect([...(fonts?.places[0] ?? '')].length).toBeLessThanOrEqual(60);
});

describe('a DOCX file', () => {
  const run = (content: string) => `<w:r>${content}</w:r>`;
  const text = (words: string) => run(`<w:t>${words}</w:t>`);
  const paragraph = (...content: string[]) => `<w:p>${content.join('')}</w:p>`;

  test.each([
    ['comments', paragraph(text('Said'), run('<w:commentReference w:id="1"/>')), 'Said'],
    ['deletedText', paragraph(text('Kept'), '<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>'), 'Kept'],
    ['equations', paragraph(text('So '), '<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>'), 'So a=b'],
    ['pageBreaks', paragraph(text('Before'), run('<w:br w:type="page"/>')), 'Before'],
    [
      'deepHeadings',
      `${docxParagraph('x')}<w:p><w:pPr><w:pStyle w:val="H6"/></w:pPr>${text('Deep')}</w:p>`,
      'Deep',
    ],
    ['fonts', paragraph('<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>Large</w:t></w:r>'), 'Large'],
    ['nearColours', paragraph('<w:r><w:rPr><w:color w:val="FF00FF"/></w:rPr><w:t>Pink</w:t></w:r>'), 'Pink'],
    [
      'textBoxes',
      paragraph(
        text('Beside'),
        run(
          '<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>',
        ),
      ),
      'boxed',
    ],
  ])('IO-4 tells of %s, and where, and keeps the text', async (code, body, words) => {
    const styles =
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="H6"><w:name w:val="heading 6"/></w:style></w:styles>';
    const read = await jsonFromDocx(
      docxFile(body, {
        relationships: { s1: { type: 'styles', target: 'styles.xml' } },
        files: [{ name: 'word/styles.xml', content: styles }],
      }),
    );
    expect(read.losses.map((loss) => [loss.code, loss.count])).toEqual([[code, 1]]);
    expect(shapeOf(read.content).replace(/<[^>]*>/g, '')).toContain(words);
  });
});

test('IO-4 an ODT file tells of comments, deleted text, drawings and text boxes', () => {
  const read = jsonFromOdt(
    odtFile(
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>was here</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:p>Said<office:annotation><text:p>really?</text:p></office:annotation></text:p>' +
        '<text:p>Beside<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>' +
        '<text:p><draw:custom-shape><text:p>drawn</text:p></draw:custom-shape></text:p>',
    ),
  );
  expect(counted(read)).toEqual([
    ['comments', 1, 'Said'],
    ['deletedText', 1, 'was here'],
    ['drawings', 1, 'drawn'],
    ['textBoxes', 2, 'boxed', 'drawn'],
  ]);
  expect(shapeOf(read.content)).toBe(
    'doc\n  paragraph: Said\n  paragraph: Beside\n  paragraph: boxed\n  paragraph: drawn',
  );
});

test('IO-4 a page tells of what it cannot bring along', () => {
  const page =
    '<p>Sign <input name="x"><svg></svg> <a href="#there">here</a> <span style="font-size:40px">loud</span></p><video src="v"></video><h5>Five</h5>';
  expect(counted(jsonFromHtml(Buffer.from(page)))).toEqual([
    ['drawings', 1, 'Sign'],
    ['embedded', 1],
    ['formFields', 1, 'Sign'],
    ['innerLinks', 1, 'here'],
    ['deepHeadings', 1, 'Five'],
    ['fonts', 1, 'loud'],
  ]);
});

describe('what a format cannot hold', () => {
  const one = (node: NodeJson): NodeJson => ({ type: 'doc', content: [node] });
  const cell = (attrs: object, ...content: NodeJson[]): NodeJson =>
    one({
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { ...attrs }, content }] }],
    });
  const line = (words: string, attrs = {}): NodeJson => ({
    type: 'paragraph',
    attrs,
    content: [{ type: 'text', text: words }],
  });

  test.each([
    ['markdown', 'mergedCells', cell({ colspan: 2 }, line('wide'))],
    ['markdown', 'blocksInCells', cell({}, line('one'), line('two'))],
    ['markdown', 'alignment', one(line('in the middle', { align: 'center' }))],
    ['markdown', 'emptyLines', one({ type: 'paragraph' })],
    ['text', 'tables', cell({}, line('x'))],
    ['html', 'files', one({ type: 'attachment', attrs: { fileId: PICTURE_ID, name: 'x.pdf' } })],
    [
      'docx',
      'formulas',
      one({ type: 'codeBlock', attrs: { language: 'math' }, content: [{ type: 'text', text: 'a' }] }),
    ],
    ['odt', 'nesting', one({ type: 'blockquote', content: [{ type: 'codeBlock' }] })],
    [
      'etherpad',
      'headings',
      one({ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'x' }] }),
    ],
    [
      'pdf',
      'looseReferences',
      one({ type: 'paragraph', content: [{ type: 'footnoteReference', attrs: { noteId: 'n' } }] }),
    ],
  ] as const)('IO-4 %s tells of %s', (format, code, content) => {
    expect(lossesOf(content, format).map((loss) => [loss.code, loss.count])).toContainEqual([code, 1]);
  });

  test('IO-4 JSON loses nothing, and a picture that is not there is missed where it would be', () => {
    expect(lossesOf(SAMPLE, 'json')).toEqual([]);
    for (const format of EXPORT_NAMES) {
      const lost = lossesOf(SAMPLE, format, { isThere: () => false }).map(({ code }) => code);
      expect(lost.includes('missingFiles') || lost.includes('pictures') || format === 'json', format).toBe(
        true,
      );
    }
  });
});

test('IO-1 the name of a file says what it is', () => {
  const names = [
    'a.DOCX',
    'b.odt',
    'c.markdown',
    'd.htm',
    'e.txt',
    'f.etherpad',
    'g.pdf',
    'docx',
    '.md',
    'h.docx.exe',
  ];
  expect(names.map(importNameOf)).toEqual([
    'docx',
    'odt',
    'markdown',
    'html',
    'text',
    'etherpad',
    null,
    null,
    'markdown',
    null,
  ]);
});

import { writeZip, type ZipFile } from '../zip/write-zip.ts';

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The namespaces of the text of {@link docxFile}. */
const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

/** A DOCX file of some XML in its body, with relationships by their ids. */
export function docxFile(
  body: string,
  {
    relationships = {},
    files = [],
    prolog = '',
  }: {
    relationships?: Record<string, { type: string; target: string; isExternal?: boolean }>;
    files?: ZipFile[];
    prolog?: string;
  } = {},
): Uint8Array {
  const links = Object.entries(relationships).map(
    ([id, { type, target, isExternal }]) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`,
  );
  return writeZip([
    { name: '[Content_Types].xml', content: TYPES },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/document.xml',
      content: `${prolog}<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: `<Relationships xmlns="${RELATIONSHIPS}">${links.join('')}</Relationships>`,
    },
    ...files,
  ]);
}

/** A paragraph of a run. */
export function docxParagraph(content: string): string {
  return `<w:p><w:r><w:t>${content}</w:t></w:r></w:p>`;
}

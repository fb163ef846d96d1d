import { ODT_NAMESPACES, ODT_TYPE } from '../odt/names.ts';
import { writeZip, type ZipFile } from '../zip/write-zip.ts';

const NAMESPACES = Object.entries(ODT_NAMESPACES)
  .map(([uri, prefix]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** An ODT file of some XML as its text, and styles of its own. */
export function odtFile(
  text: string,
  { files = [], prolog = '', styles = '' }: { files?: ZipFile[]; prolog?: string; styles?: string } = {},
): Uint8Array {
  const automatic = `<office:automatic-styles>${styles}</office:automatic-styles>`;
  const body = `<office:body><office:text>${text}</office:text></office:body>`;
  return writeZip([
    { name: 'mimetype', content: ODT_TYPE, isStored: true },
    {
      name: 'content.xml',
      content: `${prolog}<office:document-content ${NAMESPACES}>${automatic}${body}</office:document-content>`,
    },
    ...files,
  ]);
}

import { DOCX_NAMESPACES } from '../docx/names.ts';
import { visitXml } from '../xml/read-xml.ts';
import { damaged, ZipReader } from '../zip/read-zip.ts';
import { type ElementRoles, paragraphsOf } from './paragraphs.ts';
import type { PlainText } from './plain-text.ts';

/** Where people read text (ECMA-376, part 1, 11.3). */
const PARTS = /^word\/(document|footnotes|endnotes|header|footer)\d*\.xml$/i;

const ROLES: ElementRoles = {
  paragraphs: new Set(['w:p']),
  runs: new Set(['w:t', 'm:t']),
  spaces: new Set(['w:tab', 'w:br', 'w:cr']),
  // What a fallback shows is the same once more; what was moved away stands elsewhere.
  leftOut: new Set(['mc:Fallback', 'w:moveFrom', 'w:del']),
};

/** Reads the words of a DOCX file. */
export function readDocx(bytes: Uint8Array, text: PlainText): void {
  const zip = new ZipReader(bytes);
  const parts = zip.names.filter((name) => PARTS.test(name)).sort();
  if (parts.length === 0) throw damaged();
  for (const name of parts) {
    const content = zip.read(name);
    if (content && !text.isFull) visitXml(content, DOCX_NAMESPACES, paragraphsOf(ROLES, text));
  }
}

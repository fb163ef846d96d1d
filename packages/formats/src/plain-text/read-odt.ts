import { ODT_NAMESPACES } from '../odt/names.ts';
import { visitXml } from '../xml/read-xml.ts';
import { damaged, ZipReader } from '../zip/read-zip.ts';
import { type ElementRoles, paragraphsOf } from './paragraphs.ts';
import type { PlainText } from './plain-text.ts';

const ROLES: ElementRoles = {
  paragraphs: new Set(['text:p', 'text:h']),
  spaces: new Set(['text:s', 'text:tab', 'text:line-break']),
  leftOut: new Set(['text:tracked-changes', 'office:annotation', 'text:note-citation']),
};

/** Reads the words of an ODT file (ODF 1.3). */
export function readOdt(bytes: Uint8Array, text: PlainText): void {
  const content = new ZipReader(bytes).read('content.xml');
  if (!content) throw damaged();
  visitXml(content, ODT_NAMESPACES, paragraphsOf(ROLES, text));
}

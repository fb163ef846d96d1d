import type { Namespaces } from '../xml/read-xml.ts';

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns';

/** The namespaces of OpenDocument (ODF 1.3, part 3, 2.2.2) under their usual prefixes. */
export const ODT_NAMESPACES: Namespaces = {
  [`${OASIS}:office:1.0`]: 'office',
  [`${OASIS}:style:1.0`]: 'style',
  [`${OASIS}:text:1.0`]: 'text',
  [`${OASIS}:table:1.0`]: 'table',
  [`${OASIS}:drawing:1.0`]: 'draw',
  [`${OASIS}:form:1.0`]: 'form',
  [`${OASIS}:meta:1.0`]: 'meta',
  [`${OASIS}:manifest:1.0`]: 'manifest',
  [`${OASIS}:xsl-fo-compatible:1.0`]: 'fo',
  [`${OASIS}:svg-compatible:1.0`]: 'svg',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://www.w3.org/1998/Math/MathML': 'math',
};

/** What such a file says first that it is. */
export const ODT_TYPE = 'application/vnd.oasis.opendocument.text';

/** Names of styles by which what OpenDocument has no part for finds back. */
export const ODT_STYLES = {
  code: 'Preformatted Text',
  codeCharacter: 'Source Text',
  quote: 'Quotations',
  rule: 'Horizontal Line',
  formula: 'Formula',
  formulaCharacter: 'Formula Text',
  file: 'Attached File',
  calloutTitle: 'Callout Title',
  summary: 'Details Summary',
  unfolded: 'Details Text',
  tableHeading: 'Table Heading',
} as const;

/** The style of a callout's text, by its kind. */
export function calloutStyle(kind: string): string {
  return `Callout ${kind}`;
}

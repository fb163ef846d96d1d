import type { Namespaces } from '../xml/read-xml.ts';

/** The namespace of text in Office Open XML. */
export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The namespaces of Office Open XML (ECMA-376), transitional and strict, under their usual prefixes. */
export const DOCX_NAMESPACES: Namespaces = {
  [WORD]: 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

/** Names of styles by which what Word has no part for finds back. */
export const STYLE_NAMES = {
  code: 'Source Code',
  quote: 'Block Text',
  codeCharacter: 'Verbatim Char',
  rule: 'Horizontal Rule',
  contents: 'Contents',
  file: 'Attached File',
  summary: 'Details Summary',
  unfolded: 'Details Text',
  formula: 'Formula',
  formulaCharacter: 'Formula Char',
  gap: 'Table Gap',
} as const;

/** The name of the style of a callout's text, by its kind. */
export const CALLOUT_STYLE = 'Callout';

/** The style of what goes on with an item of a list, by its level. */
export const CONTINUED_STYLE = 'List Continue';

import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { TEXT_COLOURS } from '../colour-values.ts';
import { type XmlAttributes, xml } from '../xml/write-xml.ts';
import { calloutStyle, ODT_NAMESPACES, ODT_STYLES, ODT_TYPE } from './names.ts';
import { encoded } from './odt-automatic.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const FIXED_WIDTH = 'DejaVu Sans Mono';

/** A part of an ODT file. */
export function odtPart(name: string, content: string): string {
  const namespaces = Object.entries(ODT_NAMESPACES).map(([uri, prefix]) => [`xmlns:${prefix}`, uri]);
  return DECLARATION + xml(name, { ...Object.fromEntries(namespaces), 'office:version': '1.3' }, content);
}

/** What an ODT file says is in it. */
export function manifest(pictures: readonly { name: string; type: string }[]): string {
  const files = [
    { name: '/', type: ODT_TYPE },
    ...['content.xml', 'styles.xml', 'meta.xml'].map((name) => ({ name, type: 'text/xml' })),
    ...pictures,
  ];
  const entries = files.map(({ name, type }) => {
    const version = name === '/' ? '1.3' : null;
    return xml('manifest:file-entry', {
      'manifest:full-path': name,
      'manifest:version': version,
      'manifest:media-type': type,
    });
  });
  const attributes = {
    'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0',
    'manifest:version': '1.3',
  };
  return DECLARATION + xml('manifest:manifest', attributes, entries.join(''));
}

function paragraphStyle(
  name: string,
  options: { parent?: string; paragraph?: XmlAttributes; text?: XmlAttributes; outline?: number } = {},
): string {
  const { parent = 'Standard', paragraph = {}, text = {}, outline = null } = options;
  const attributes = {
    'style:name': encoded(name),
    'style:display-name': name,
    'style:family': 'paragraph',
    'style:parent-style-name': name === 'Standard' ? null : encoded(parent),
    'style:default-outline-level': outline,
  };
  return xml(
    'style:style',
    attributes,
    xml('style:paragraph-properties', paragraph) + xml('style:text-properties', text),
  );
}

function heading(level: number, size: string): string {
  return paragraphStyle(`Heading ${level}`, {
    outline: level,
    paragraph: { 'fo:margin-top': '0.5cm', 'fo:margin-bottom': '0.15cm', 'fo:keep-with-next': 'always' },
    text: { 'fo:font-size': size, 'fo:font-weight': 'bold' },
  });
}

function textStyle(name: string, text: XmlAttributes): string {
  const attributes = { 'style:name': encoded(name), 'style:display-name': name, 'style:family': 'text' };
  return xml('style:style', attributes, xml('style:text-properties', text));
}

const FIXED = {
  'style:font-name': FIXED_WIDTH,
  'fo:font-family': `'${FIXED_WIDTH}'`,
  'fo:font-size': '9.5pt',
};
const MOVED_IN = { 'fo:margin-left': '0.7cm', 'fo:margin-bottom': '0.15cm' };
const BAR = {
  ...MOVED_IN,
  'fo:border-left': `2pt solid #${TEXT_COLOURS.grey.toLowerCase()}`,
  'fo:padding-left': '0.3cm',
};

/** The styles that every document has, under the names that word processors know them by. */
export function stylesXml(): string {
  const styles = [
    paragraphStyle('Standard', { text: { 'fo:font-size': '11pt' } }),
    paragraphStyle('Text body', { paragraph: { 'fo:margin-bottom': '0.15cm' } }),
    paragraphStyle('Title', {
      paragraph: { 'fo:margin-bottom': '0.4cm' },
      text: { 'fo:font-size': '20pt', 'fo:font-weight': 'bold' },
    }),
    ...['17pt', '14pt', '12pt', '11pt'].map((size, index) => heading(index + 1, size)),
    paragraphStyle(ODT_STYLES.quote, { paragraph: { ...MOVED_IN, 'fo:margin-right': '0.7cm' } }),
    paragraphStyle(ODT_STYLES.code, {
      paragraph: { 'fo:background-color': '#f3f2ef', 'fo:margin-bottom': '0.15cm' },
      text: FIXED,
    }),
    paragraphStyle(ODT_STYLES.formula, { paragraph: { 'fo:margin-bottom': '0.15cm' }, text: FIXED }),
    paragraphStyle(ODT_STYLES.rule, {
      paragraph: { 'fo:border-bottom': '0.5pt solid #b8b5ae', 'fo:margin-bottom': '0.4cm' },
    }),
    paragraphStyle(ODT_STYLES.file, { text: { 'fo:color': `#${TEXT_COLOURS.grey.toLowerCase()}` } }),
    paragraphStyle('Footnote'),
    paragraphStyle('Contents', { paragraph: { 'fo:margin-bottom': '0.05cm' } }),
    paragraphStyle(ODT_STYLES.calloutTitle, {
      paragraph: { ...BAR, 'fo:keep-with-next': 'always' },
      text: { 'fo:font-weight': 'bold' },
    }),
    ...CALLOUT_KINDS.map((kind) => paragraphStyle(calloutStyle(kind), { paragraph: BAR })),
    paragraphStyle(ODT_STYLES.summary, { text: { 'fo:font-weight': 'bold' } }),
    paragraphStyle(ODT_STYLES.unfolded, { paragraph: MOVED_IN }),
    paragraphStyle(ODT_STYLES.tableHeading, { text: { 'fo:font-weight': 'bold' } }),
    textStyle(ODT_STYLES.codeCharacter, FIXED),
    textStyle(ODT_STYLES.formulaCharacter, FIXED),
    textStyle('Internet link', {
      'fo:color': `#${TEXT_COLOURS.blue.toLowerCase()}`,
      'style:text-underline-style': 'solid',
    }),
    xml('style:style', { 'style:name': 'Graphics', 'style:family': 'graphic' }),
  ];
  const page = xml('style:page-layout-properties', {
    'fo:page-width': '21cm',
    'fo:page-height': '29.7cm',
    'fo:margin': '2cm',
  });
  return odtPart(
    'office:document-styles',
    xml('office:styles', {}, styles.join('')) +
      xml('office:automatic-styles', {}, xml('style:page-layout', { 'style:name': 'Page' }, page)) +
      xml(
        'office:master-styles',
        {},
        xml('style:master-page', { 'style:name': 'Standard', 'style:page-layout-name': 'Page' }),
      ),
  );
}

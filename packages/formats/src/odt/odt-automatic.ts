import { COLOURS } from '@plenum/editor/schema/colours';
import type { Mark, Node } from '@tiptap/pm/model';
import { GROUND_COLOURS, TEXT_COLOURS } from '../colour-values.ts';
import { type XmlAttributes, xml } from '../xml/write-xml.ts';
import { ODT_STYLES } from './names.ts';

const LEVELS = 10;
const BULLETS = ['•', '◦', '▪'];

/** The name of a style as an attribute has it (ODF 1.3, part 3, 19.502). */
export function encoded(name: string): string {
  return name.replaceAll(' ', '_20_');
}

/** The styles that a document needs beside those that every one has: made when they are first asked for. */
export class AutomaticStyles {
  readonly #styles = new Map<string, { name: string; xml: string }>();
  readonly #lists: string[] = [];

  /** The style of text with some marks; null for text that has none. */
  text(marks: readonly Mark[]): string | null {
    const named = marks.find(({ type }) => type.name === 'code' || type.name === 'formula')?.type.name;
    if (named) return encoded(named === 'code' ? ODT_STYLES.codeCharacter : ODT_STYLES.formulaCharacter);
    const properties: Record<string, string> = {};
    for (const mark of marks) Object.assign(properties, propertiesOf(mark));
    if (Object.keys(properties).length === 0) return null;
    return this.#style('text', {}, xml('style:text-properties', properties));
  }

  /** The style of a paragraph: a named one as it is, or with an alignment and a direction. */
  paragraph(
    parent: string,
    { align, isRightToLeft, indent = 0 }: { align: unknown; isRightToLeft: boolean; indent?: number },
  ): string {
    const properties: XmlAttributes = {
      // Said by sides, since programs take "start" for the left.
      'fo:text-align':
        align === 'end' && isRightToLeft
          ? 'left'
          : typeof align === 'string'
            ? align
            : isRightToLeft
              ? 'right'
              : null,
      'style:writing-mode': isRightToLeft ? 'rl-tb' : null,
      'fo:margin-left': indent > 0 ? `${indent}cm` : null,
    };
    if (Object.values(properties).every((value) => value === null)) return encoded(parent);
    return this.#style(
      'paragraph',
      { 'style:parent-style-name': encoded(parent) },
      xml('style:paragraph-properties', properties),
    );
  }

  /** The style of a list: it counts in one way on all levels. */
  list(list: Node): string {
    const isOrdered = list.type.name === 'orderedList';
    const { start, type } = list.attrs;
    const levels = Array.from({ length: LEVELS }, (_, index) => {
      const level = index + 1;
      const label = xml('style:list-level-label-alignment', {
        'text:label-followed-by': 'listtab',
        'text:list-tab-stop-position': `${level * 0.7}cm`,
        'fo:text-indent': '-0.6cm',
        'fo:margin-left': `${level * 0.7}cm`,
      });
      const place = xml(
        'style:list-level-properties',
        { 'text:list-level-position-and-space-mode': 'label-alignment' },
        label,
      );
      if (!isOrdered)
        return xml(
          'text:list-level-style-bullet',
          { 'text:level': level, 'text:bullet-char': BULLETS[index % BULLETS.length] ?? '•' },
          place,
        );
      return xml(
        'text:list-level-style-number',
        {
          'text:level': level,
          'style:num-format': type ?? '1',
          'style:num-suffix': '.',
          'text:start-value': start,
        },
        place,
      );
    });
    const name = `L${this.#lists.length + 1}`;
    this.#lists.push(xml('text:list-style', { 'style:name': name }, levels.join('')));
    return name;
  }

  /** The style of a picture. */
  frame(): string {
    const properties = xml('style:graphic-properties', {
      'style:wrap': 'none',
      'fo:border': 'none',
      'fo:padding': '0cm',
    });
    return this.#style('graphic', { 'style:parent-style-name': 'Graphics' }, properties);
  }

  /** The style of a cell. */
  cell(isHeader: boolean): string {
    const properties = {
      'fo:padding': '0.1cm',
      'fo:border': '0.5pt solid #b8b5ae',
      'fo:background-color': isHeader ? '#f3f2ef' : null,
    };
    return this.#style('table-cell', {}, xml('style:table-cell-properties', properties));
  }

  /** The style of a column as many pixels wide. */
  column(width: number): string {
    return this.#style(
      'table-column',
      {},
      xml('style:table-column-properties', { 'style:column-width': `${(width / 96) * 2.54}cm` }),
    );
  }

  toXml(): string {
    return [...[...this.#styles.values()].map((style) => style.xml), ...this.#lists].join('');
  }

  #style(family: string, attributes: XmlAttributes, properties: string): string {
    const key = JSON.stringify([family, attributes, properties]);
    const known = this.#styles.get(key);
    if (known) return known.name;
    const name = `A${this.#styles.size + 1}`;
    const written = xml(
      'style:style',
      { 'style:name': name, 'style:family': family, ...attributes },
      properties,
    );
    this.#styles.set(key, { name, xml: written });
    return name;
  }
}

function propertiesOf({ type, attrs }: Mark): Record<string, string> {
  const colour = COLOURS.find((one) => one === attrs.colour);
  switch (type.name) {
    case 'bold':
      return {
        'fo:font-weight': 'bold',
        'style:font-weight-asian': 'bold',
        'style:font-weight-complex': 'bold',
      };
    case 'italic':
      return {
        'fo:font-style': 'italic',
        'style:font-style-asian': 'italic',
        'style:font-style-complex': 'italic',
      };
    case 'strike':
      return { 'style:text-line-through-style': 'solid', 'style:text-line-through-type': 'single' };
    case 'underline':
      return {
        'style:text-underline-style': 'solid',
        'style:text-underline-width': 'auto',
        'style:text-underline-color': 'font-color',
      };
    case 'superscript':
      return { 'style:text-position': 'super 58%' };
    case 'subscript':
      return { 'style:text-position': 'sub 58%' };
    case 'textColour':
      return colour ? { 'fo:color': `#${TEXT_COLOURS[colour].toLowerCase()}` } : {};
    case 'highlight':
      return colour ? { 'fo:background-color': `#${GROUND_COLOURS[colour].toLowerCase()}` } : {};
    default:
      return {};
  }
}

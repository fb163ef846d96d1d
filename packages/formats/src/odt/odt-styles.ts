import type { MarkJson } from '@plenum/editor/schema/json';
import { GROUND_COLOURS, nearColour } from '../colour-values.ts';
import { STYLES } from '../reading/style-names.ts';
import { elementsOf, type XmlElement } from '../xml/read-xml.ts';

/** Styles that one may be made of. */
const MOST_PARENTS = 20;

const FIXED_WIDTH = /mono|courier|consolas|menlo|source code/i;

interface Style {
  /** As people see it. */
  name: string;
  parent: string | null;
  isAutomatic: boolean;
  text: XmlElement['attributes'];
  paragraph: XmlElement['attributes'];
}

/** How a level of a list counts. */
export interface OdtLevel {
  isOrdered: boolean;
  start: number;
  type: string | null;
}

/** How a paragraph looks. */
export interface OdtParagraph {
  /** The names of its style and of those that it is made of. */
  names: string[];
  align: string | null;
  dir: string | null;
  marks: MarkJson[];
}

/** How a piece of text looks. */
export interface OdtText {
  marks: MarkJson[];
  /** Whether a colour became one that only comes near to it. */
  isNear: boolean;
}

/** The styles of an ODT file. */
export class OdtStyles {
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, OdtLevel>>();

  constructor(...parts: (XmlElement | null)[]) {
    for (const part of parts) {
      if (!part) continue;
      for (const [name, isAutomatic] of [
        ['office:styles', false],
        ['office:automatic-styles', true],
      ] as const) {
        for (const container of elementsOf(part, name)) this.#read(container, isAutomatic);
      }
    }
  }

  paragraph(name: string | undefined): OdtParagraph {
    const chain = this.#chain('paragraph', name);
    const set = (key: string): string | undefined =>
      chain.find(({ paragraph }) => paragraph[key] !== undefined)?.paragraph[key];
    const dir = set('style:writing-mode')?.startsWith('rl') ? 'rtl' : null;
    const end = dir === 'rtl' ? 'left' : 'right';
    const align = { center: 'center', end: 'end', [end]: 'end', justify: 'justify' }[
      set('fo:text-align') ?? ''
    ];
    // How text of a named style looks is said by that style here, too.
    const own = chain[0]?.isAutomatic ? marksOf([chain[0]]).marks : [];
    return {
      names: chain.length === 0 && name ? [displayName(name)] : chain.map((style) => style.name),
      align: align ?? null,
      dir,
      marks: own,
    };
  }

  text(name: string | undefined): OdtText {
    const chain = this.#chain('text', name);
    const names = chain.length === 0 && name ? [displayName(name)] : chain.map((style) => style.name);
    if (names.some((one) => STYLES.formulaCharacter.test(one)))
      return { marks: [{ type: 'formula' }], isNear: false };
    const isCode = names.some((one) => STYLES.codeCharacter.test(one.replaceAll('_', ' ')));
    return isCode ? { marks: [{ type: 'code' }], isNear: false } : marksOf(chain);
  }

  /** Of a level that a style does not describe, what it says of one above it. */
  level(list: string | undefined, level: number): OdtLevel {
    const levels = this.#lists.get(list ?? '');
    for (let at = level; levels && at > 0; at -= 1) {
      const found = levels.get(at);
      if (found) return found;
    }
    return { isOrdered: false, start: 1, type: null };
  }

  #read(container: XmlElement, isAutomatic: boolean): void {
    for (const element of elementsOf(container)) {
      const name = element.attributes['style:name'] ?? '';
      if (element.name === 'text:list-style') this.#lists.set(name, levelsOf(element));
      if (element.name !== 'style:style') continue;
      this.#styles.set(`${element.attributes['style:family']} ${name}`, {
        name: element.attributes['style:display-name'] ?? displayName(name),
        parent: element.attributes['style:parent-style-name'] ?? null,
        isAutomatic,
        text: elementsOf(element, 'style:text-properties')[0]?.attributes ?? {},
        paragraph: elementsOf(element, 'style:paragraph-properties')[0]?.attributes ?? {},
      });
    }
  }

  #chain(family: string, name: string | undefined): Style[] {
    const chain: Style[] = [];
    for (let at: string | null = name ?? null; at !== null && chain.length < MOST_PARENTS; ) {
      const style = this.#styles.get(`${family} ${at}`);
      if (!style) break;
      chain.push(style);
      at = style.parent;
    }
    return chain;
  }
}

/** A name without its encoding (ODF 1.3, part 3, 19.502). */
function displayName(name: string): string {
  return name.replace(/_([0-9a-f]{2})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function levelsOf(style: XmlElement): Map<number, OdtLevel> {
  const levels = new Map<number, OdtLevel>();
  for (const { name, attributes } of elementsOf(style)) {
    const format = attributes['style:num-format'] ?? '';
    levels.set(Number(attributes['text:level']), {
      isOrdered: name === 'text:list-level-style-number' && format !== '',
      start: Number.parseInt(attributes['text:start-value'] ?? '1', 10) || 0,
      type: /^[aAiI]$/.test(format) ? format : null,
    });
  }
  return levels;
}

function marksOf(chain: readonly Style[]): OdtText {
  const set = (key: string): string | undefined =>
    chain.find(({ text }) => text[key] !== undefined)?.text[key];
  const marks: MarkJson[] = [];
  if (/bold|[6-9]00/.test(set('fo:font-weight') ?? '')) marks.push({ type: 'bold' });
  if (/italic|oblique/.test(set('fo:font-style') ?? '')) marks.push({ type: 'italic' });
  const isDrawn = (key: string): boolean =>
    !['none', ''].includes(set(`style:text-${key}-style`) ?? set(`style:text-${key}-type`) ?? '');
  if (isDrawn('underline')) marks.push({ type: 'underline' });
  if (isDrawn('line-through')) marks.push({ type: 'strike' });
  const position = set('style:text-position') ?? '';
  if (/^(super|[1-9])/.test(position)) marks.push({ type: 'superscript' });
  if (/^(sub|-[1-9])/.test(position)) marks.push({ type: 'subscript' });
  if (FIXED_WIDTH.test(set('style:font-name') ?? set('fo:font-family') ?? ''))
    return { marks: [{ type: 'code' }], isNear: false };
  const text = nearColour(set('fo:color'));
  const ground = nearColour(set('fo:background-color'), GROUND_COLOURS);
  if (text.colour !== null) marks.push({ type: 'textColour', attrs: { colour: text.colour } });
  if (ground.colour !== null) marks.push({ type: 'highlight', attrs: { colour: ground.colour } });
  return { marks, isNear: !text.isExact || !ground.isExact };
}

import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { COLOURS } from '@plenum/editor/schema/colours';
import {
  BorderStyle,
  type ICharacterStyleOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx';
import { GROUND_COLOURS, TEXT_COLOURS } from '../colour-values.ts';
import { CALLOUT_STYLE, CONTINUED_STYLE, STYLE_NAMES } from './names.ts';

/** Twentieths of a point by which a level of a list, or what is set off, is moved in. */
export const INDENT = 400;

/** Levels that Word has for lists. */
export const LEVELS = 9;

const FIXED_WIDTH = 'DejaVu Sans Mono';

/** The id of a style, from its name. */
export function styleId(name: string): string {
  return name.replaceAll(' ', '');
}

/** The name of the style for what goes on with an item at a level. */
export function continuedStyle(level: number): string {
  return level === 0 ? CONTINUED_STYLE : `${CONTINUED_STYLE} ${level + 1}`;
}

function style(name: string, options: Omit<IParagraphStyleOptions, 'id' | 'name'>): IParagraphStyleOptions {
  return { id: styleId(name), name, basedOn: 'Normal', quickFormat: true, ...options };
}

function callout(name: string, isTitle: boolean): IParagraphStyleOptions {
  const bar = { style: BorderStyle.SINGLE, size: 18, space: 8, color: TEXT_COLOURS.grey };
  return style(name, {
    run: { bold: isTitle },
    paragraph: { indent: { left: INDENT }, keepNext: isTitle, border: { left: bar } },
  });
}

/** The styles of a document. */
export function docxStyles(): IStylesOptions {
  const after = { spacing: { after: 120 } };
  const grey = { color: TEXT_COLOURS.grey };
  const paragraphStyles = [
    style(STYLE_NAMES.code, {
      run: { font: FIXED_WIDTH, size: 19 },
      paragraph: { ...after, shading: { fill: 'F3F2EF' }, indent: { left: 120 } },
    }),
    style(STYLE_NAMES.formula, { run: { font: FIXED_WIDTH, size: 19 }, paragraph: after }),
    style(STYLE_NAMES.quote, {
      run: { italics: false },
      paragraph: { ...after, indent: { left: INDENT, right: INDENT } },
    }),
    style(STYLE_NAMES.rule, { paragraph: after }),
    style(STYLE_NAMES.contents, { paragraph: { spacing: { after: 40 } } }),
    style(STYLE_NAMES.gap, { paragraph: { spacing: { after: 0, line: 120 } } }),
    style(STYLE_NAMES.file, { run: grey, paragraph: after }),
    style(STYLE_NAMES.summary, { run: { bold: true }, paragraph: { keepNext: true } }),
    style(STYLE_NAMES.unfolded, { paragraph: { ...after, indent: { left: INDENT } } }),
    callout(`${CALLOUT_STYLE} Title`, true),
    ...CALLOUT_KINDS.map((kind) => callout(`${CALLOUT_STYLE} ${kind}`, false)),
    ...Array.from({ length: LEVELS }, (_, level) =>
      style(continuedStyle(level), { paragraph: { indent: { left: INDENT * (level + 1) } } }),
    ),
  ];
  const characterStyles: ICharacterStyleOptions[] = [
    {
      id: styleId(STYLE_NAMES.codeCharacter),
      name: STYLE_NAMES.codeCharacter,
      run: { font: FIXED_WIDTH, size: 19 },
    },
    {
      id: styleId(STYLE_NAMES.formulaCharacter),
      name: STYLE_NAMES.formulaCharacter,
      run: { font: FIXED_WIDTH, size: 19 },
    },
  ];
  const heading = (size: number, level: number) => ({
    run: { size, bold: true },
    paragraph: { spacing: { before: 240, after: 80 }, keepNext: true, outlineLevel: level - 1 },
  });
  return {
    default: {
      document: { run: { size: 22 }, paragraph: { spacing: { after: 80 } } },
      title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 240 } } },
      heading1: heading(34, 1),
      heading2: heading(28, 2),
      heading3: heading(24, 3),
      heading4: heading(22, 4),
      hyperlink: { run: { color: TEXT_COLOURS.blue, underline: {} } },
    },
    paragraphStyles,
    characterStyles,
  };
}

/** A colour as RRGGBB; undefined for none. */
export function colourValue(kind: 'text' | 'ground', colour: unknown): string | undefined {
  const known = COLOURS.find((one) => one === colour);
  return known && (kind === 'text' ? TEXT_COLOURS : GROUND_COLOURS)[known];
}

import type { Node } from '@tiptap/pm/model';
import { type ILevelsOptions, type INumberingOptions, LevelFormat } from 'docx';
import { INDENT, LEVELS } from './docx-styles.ts';

const BULLETS = ['•', '◦', '▪'];

const FORMATS = {
  1: LevelFormat.DECIMAL,
  a: LevelFormat.LOWER_LETTER,
  A: LevelFormat.UPPER_LETTER,
  i: LevelFormat.LOWER_ROMAN,
  I: LevelFormat.UPPER_ROMAN,
} as const;

/** A way of counting: by it a paragraph belongs to a list. */
export interface ListReference {
  reference: string;
  instance: number;
}

/** The lists of a document, each counted on its own. */
export class DocxLists {
  readonly #ordered: INumberingOptions['config'][number][] = [];
  #instances = 0;

  begin(list: Node, level: number): ListReference {
    this.#instances += 1;
    if (list.type.name !== 'orderedList') return { reference: 'bullets', instance: this.#instances };
    const { start, type } = list.attrs;
    const format = Object.hasOwn(FORMATS, String(type))
      ? FORMATS[String(type) as keyof typeof FORMATS]
      : LevelFormat.DECIMAL;
    const reference = `numbers-${this.#ordered.length}`;
    const levels = Array.from({ length: LEVELS }, (_, number) => ({
      ...place(number),
      format: number === level ? format : LevelFormat.DECIMAL,
      text: `%${number + 1}.`,
      start: number === level ? start : 1,
    }));
    this.#ordered.push({ reference, levels });
    return { reference, instance: this.#instances };
  }

  numbering(): INumberingOptions {
    const levels = Array.from({ length: LEVELS }, (_, number) => ({
      ...place(number),
      format: LevelFormat.BULLET,
      text: BULLETS[number % BULLETS.length] ?? '•',
    }));
    return { config: [{ reference: 'bullets', levels }, ...this.#ordered] };
  }
}

function place(level: number): Pick<ILevelsOptions, 'level' | 'style'> {
  return { level, style: { paragraph: { indent: { left: INDENT * (level + 1), hanging: INDENT * 0.7 } } } };
}

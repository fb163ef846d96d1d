import type { Mark, Node } from '@tiptap/pm/model';
import {
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import { type ExportSource, leafWords, wholeHref } from '../writing/export-source.ts';
import { colourValue, styleId } from './docx-styles.ts';
import { STYLE_NAMES } from './names.ts';

/** The name of a heading's bookmark (at most 40 characters); none for one that nothing can lead to. */
export function bookmarkName(blockId: unknown): string | null {
  return typeof blockId === 'string' ? `b_${blockId.replaceAll('-', '')}`.slice(0, 40) : null;
}

/** Writes what is in a line. */
export class DocxRuns {
  readonly #source: ExportSource;
  /** The number of a note that Word is to put there; null where it can only be named. */
  readonly #numberOf: (reference: Node) => { number: number; isFirst: boolean } | null;

  constructor(
    source: ExportSource,
    numberOf: (reference: Node) => { number: number; isFirst: boolean } | null,
  ) {
    this.#source = source;
    this.#numberOf = numberOf;
  }

  /** @param isNote in a note there are no notes. */
  line(
    block: Node,
    options: { isNote?: boolean; isRightToLeft?: boolean; run?: IRunOptions } = {},
  ): ParagraphChild[] {
    const children: ParagraphChild[] = [];
    let open: { link: Mark; runs: ParagraphChild[] } | null = null;
    for (const node of block.children) {
      const link = node.marks.find(({ type }) => type.name === 'link');
      if (open && !link?.eq(open.link)) {
        children.push(this.#link(open.link, open.runs));
        open = null;
      }
      const runs = this.#runs(node, options);
      if (link) {
        open ??= { link, runs: [] };
        open.runs.push(...runs);
      } else children.push(...runs);
    }
    if (open) children.push(this.#link(open.link, open.runs));
    const name = block.type.name === 'heading' ? bookmarkName(block.attrs.id) : null;
    return name === null ? children : [new Bookmark({ id: name, children })];
  }

  #link({ attrs }: Mark, children: ParagraphChild[]): ParagraphChild {
    const href = wholeHref(attrs.href, this.#source.baseUrl) ?? '#';
    const place = /^#block-(.+)$/.exec(href)?.[1];
    if (href.startsWith('#'))
      return new InternalHyperlink({ anchor: bookmarkName(place ?? '') ?? '_top', children });
    return new ExternalHyperlink({ link: href, children });
  }

  #runs(
    node: Node,
    {
      isNote = false,
      isRightToLeft = false,
      run = {},
    }: { isNote?: boolean; isRightToLeft?: boolean; run?: IRunOptions },
  ): ParagraphChild[] {
    const style: IRunOptions = {
      ...run,
      ...styleOf(node.marks),
      ...(isRightToLeft && { rightToLeft: true }),
    };
    if (node.isText) return [new TextRun({ ...style, children: pieces(node.text ?? '') })];
    if (node.type.name === 'hardBreak') return [new TextRun({ ...style, break: 1 })];
    if (node.type.name === 'footnoteReference') {
      const note = this.#numberOf(node);
      if (note?.isFirst && !isNote) return [new FootnoteReferenceRun(note.number)];
      return [new TextRun({ ...style, text: note ? `[${note.number}]` : '[?]', superScript: true })];
    }
    const words = leafWords(node, this.#source.words);
    return words === null ? [] : [new TextRun({ ...style, text: words })];
  }
}

/** Text with its line breaks, which are elements of their own in Word. */
export function codeRuns(text: string, style: IRunOptions = {}): TextRun[] {
  return text
    .split('\n')
    .map((line, index) => new TextRun({ ...style, text: line, ...(index > 0 && { break: 1 }) }));
}

function pieces(text: string): string[] {
  return [text.replaceAll('\r', ' ').replaceAll('\n', ' ')];
}

function styleOf(marks: readonly Mark[]): IRunOptions {
  const options: { -readonly [Key in keyof IRunOptions]: IRunOptions[Key] } = {};
  for (const { type, attrs } of marks) {
    switch (type.name) {
      case 'bold':
        options.bold = true;
        break;
      case 'italic':
        options.italics = true;
        break;
      case 'strike':
        options.strike = true;
        break;
      case 'underline':
        options.underline = {};
        break;
      case 'superscript':
        options.superScript = true;
        break;
      case 'subscript':
        options.subScript = true;
        break;
      case 'code':
        options.style = styleId(STYLE_NAMES.codeCharacter);
        break;
      case 'formula':
        options.style = styleId(STYLE_NAMES.formulaCharacter);
        break;
      case 'link':
        options.style ??= 'Hyperlink';
        break;
      case 'textColour': {
        const colour = colourValue('text', attrs.colour);
        if (colour) options.color = colour;
        break;
      }
      case 'highlight': {
        const fill = colourValue('ground', attrs.colour);
        if (fill) options.shading = { fill };
        break;
      }
    }
  }
  return options;
}

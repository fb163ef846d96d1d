import { containerDirection } from '@plenum/editor/html/direction';
import { headingsOf } from '@plenum/editor/schema/contents';
import { footnoteNumbers } from '@plenum/editor/schema/footnote';
import { FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { Node } from '@tiptap/pm/model';
import {
  AlignmentType,
  Document,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  type IParagraphOptions,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import { type ExportSource, sizeOnPage } from '../writing/export-source.ts';
import { withoutMeetings } from '../writing/without-meetings.ts';
import { escapeXml } from '../xml/write-xml.ts';
import { DocxLists, type ListReference } from './docx-lists.ts';
import { bookmarkName, codeRuns, DocxRuns } from './docx-runs.ts';
import { continuedStyle, docxStyles, INDENT, LEVELS, styleId } from './docx-styles.ts';
import { type DocxBlock, docxTable } from './docx-table.ts';
import { CALLOUT_STYLE, STYLE_NAMES } from './names.ts';

/** Where a block stands. */
interface Place {
  /** The style of plain paragraphs there. */
  style: string | null;
  /** The level of the list around it; -1 for none. */
  level: number;
  /** How far it is moved in, in twentieths of a point. */
  indent: number;
  isNote?: true;
}

const OUTERMOST: Place = { style: null, level: -1, indent: 0 };

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
];

const ALIGNMENTS = {
  center: AlignmentType.CENTER,
  end: AlignmentType.END,
  justify: AlignmentType.JUSTIFIED,
} as const;

/** A document as DOCX (ECMA-376), with its pictures in it. What does not go along is told by `lossesOf`. */
export async function docxFromSource(source: ExportSource): Promise<Uint8Array> {
  const writer = new DocxWriter(source);
  return new Uint8Array(await Packer.toBuffer(writer.document()));
}

class DocxWriter {
  readonly #source: ExportSource;
  readonly #doc: Node;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #referred = new Set<number>();
  readonly #lists = new DocxLists();
  readonly #runs: DocxRuns;

  constructor(source: ExportSource) {
    this.#source = source;
    this.#doc = withoutMeetings(source);
    this.#numbers = footnoteNumbers(this.#doc);
    this.#runs = new DocxRuns(source, (reference) => {
      const number = this.#numbers.get(reference.attrs.noteId);
      if (number === undefined) return null;
      const isFirst = !this.#referred.has(number);
      this.#referred.add(number);
      return { number, isFirst };
    });
  }

  document(): Document {
    const { title } = this.#source;
    const children = [
      new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(clean(title))] }),
      ...this.#blocks(this.#doc, OUTERMOST),
    ];
    return new Document({
      title: clean(title),
      creator: '',
      lastModifiedBy: '',
      description: '',
      styles: docxStyles(),
      numbering: this.#lists.numbering(),
      footnotes: this.#footnotes(),
      sections: [{ children }],
    });
  }

  #footnotes(): Record<string, { children: Paragraph[] }> {
    const notes: Record<string, { children: Paragraph[] }> = {};
    this.#doc.descendants((node) => {
      const number = node.type.name === 'footnote' ? this.#numbers.get(node.attrs.noteId) : undefined;
      if (number === undefined || notes[number]) return;
      notes[number] = {
        children: node.children.map((line) => this.#line(line, { ...OUTERMOST, isNote: true })),
      };
    });
    return notes;
  }

  #blocks(parent: Node, place: Place): DocxBlock[] {
    return parent.children.flatMap((node) => this.#block(node, place));
  }

  #block(node: Node, place: Place): DocxBlock[] {
    const { indent } = place;
    switch (node.type.name) {
      case 'paragraph':
        return [this.#line(node, place)];
      case 'heading': {
        const heading = HEADINGS[node.attrs.level - 1] ?? HeadingLevel.HEADING_4;
        return [this.#line(node, { ...place, style: null }, { heading })];
      }
      case 'blockquote':
        return this.#blocks(node, { ...place, style: STYLE_NAMES.quote, indent: indent + INDENT });
      case 'callout':
        return this.#callout(node, place);
      case 'details':
        return node.children.flatMap((child, index) => {
          const name = index === 0 ? STYLE_NAMES.summary : STYLE_NAMES.unfolded;
          return this.#block(child, {
            ...place,
            style: name,
            indent: index === 0 ? indent : indent + INDENT,
          });
        });
      case 'codeBlock':
        return [this.#code(node, place)];
      case 'horizontalRule':
        return [new Paragraph({ style: styleId(STYLE_NAMES.rule), thematicBreak: true })];
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return this.#list(node, place);
      case 'table':
        return [docxTable(node, { blocks: (cell) => this.#blocks(cell, OUTERMOST) }), this.#gap()];
      case 'footnote':
        return this.#numbers.has(node.attrs.noteId) ? [] : this.#blocks(node, place);
      case 'tableOfContents':
        return this.#contents();
      case 'image':
        return [this.#picture(node, place)];
      case 'attachment':
        return [
          new Paragraph({
            style: styleId(STYLE_NAMES.file),
            children: [new TextRun(clean(node.attrs.name))],
          }),
        ];
      default:
        return [];
    }
  }

  /** Tables that follow each other would be one. */
  #gap(): Paragraph {
    return new Paragraph({ style: styleId(STYLE_NAMES.gap) });
  }

  #line(block: Node, place: Place, options: IParagraphOptions = {}): Paragraph {
    const isRightToLeft = containerDirection(block) === 'rtl';
    const align = ALIGNMENTS[block.attrs.align as keyof typeof ALIGNMENTS];
    return new Paragraph({
      ...(place.style !== null && { style: styleId(place.style) }),
      ...(place.style === null && place.indent > 0 && { indent: { left: place.indent } }),
      ...(align && { alignment: align }),
      ...(isRightToLeft && { bidirectional: true }),
      children: this.#runs.line(block, { isNote: place.isNote ?? false, isRightToLeft }),
      ...options,
    });
  }

  #callout(node: Node, place: Place): DocxBlock[] {
    const { kind } = node.attrs;
    const title = this.#source.words.callouts[kind as keyof ExportSource['words']['callouts']] ?? kind;
    const inside = { ...place, style: `${CALLOUT_STYLE} ${kind}`, indent: place.indent + INDENT };
    const line = new Paragraph({
      style: styleId(`${CALLOUT_STYLE} Title`),
      children: [new TextRun(clean(title))],
    });
    return [line, ...this.#blocks(node, inside)];
  }

  #code(node: Node, { indent }: Place): Paragraph {
    const isFormula = node.attrs.language === FORMULA_LANGUAGE;
    return new Paragraph({
      style: styleId(isFormula ? STYLE_NAMES.formula : STYLE_NAMES.code),
      ...(indent > 0 && { indent: { left: indent } }),
      children: codeRuns(clean(node.textContent)),
    });
  }

  #list(list: Node, place: Place): DocxBlock[] {
    const level = Math.min(place.level + 1, LEVELS - 1);
    const reference = this.#lists.begin(list, level);
    return list.children.flatMap((item) => this.#item(item, { place: { ...place, level }, reference }));
  }

  #item(item: Node, { place, reference }: { place: Place; reference: ListReference }): DocxBlock[] {
    const { level } = place;
    const [first, ...rest] = item.children;
    const box = item.type.name === 'taskItem' ? [new TextRun(item.attrs.checked ? '☒ ' : '☐ ')] : [];
    const inside = { ...place, style: continuedStyle(level), indent: INDENT * (level + 1) };
    const line = first?.isTextblock
      ? this.#itemLine(first, { box, level, reference })
      : new Paragraph({ numbering: { ...reference, level }, children: box });
    const others = first?.isTextblock ? rest : item.children;
    return [line, ...others.flatMap((child) => this.#block(child, inside))];
  }

  #itemLine(
    block: Node,
    { box, level, reference }: { box: TextRun[]; level: number; reference: ListReference },
  ): Paragraph {
    const isRightToLeft = containerDirection(block) === 'rtl';
    const children = [...box, ...this.#runs.line(block, { isRightToLeft })];
    return this.#line(block, OUTERMOST, { numbering: { ...reference, level }, children });
  }

  #contents(): Paragraph[] {
    const style = styleId(STYLE_NAMES.contents);
    const lines = headingsOf(this.#doc).map(({ node }) => {
      const runs = [new TextRun({ text: clean(node.textContent), style: 'Hyperlink' })];
      const link = new InternalHyperlink({ anchor: bookmarkName(node.attrs.id) ?? '_top', children: runs });
      return new Paragraph({ style, indent: { left: INDENT * (node.attrs.level - 1) }, children: [link] });
    });
    return lines.length > 0 ? lines : [new Paragraph({ style })];
  }

  #picture(node: Node, { indent }: Place): Paragraph {
    const picture = this.#source.pictures.get(String(node.attrs.fileId));
    const alt = clean(node.attrs.alt);
    if (!picture) return new Paragraph({ children: [new TextRun(alt || this.#source.words.missingFile)] });
    const type = ({ 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const)[picture.type];
    const image = new ImageRun({
      type,
      data: picture.content,
      transformation: sizeOnPage(node, picture),
      altText: { name: '', description: escapeXml(alt), title: '' },
    });
    return new Paragraph({ ...(indent > 0 && { indent: { left: indent } }), children: [image] });
  }
}

/** Without the characters that XML does not have. */
function clean(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

import { containerDirection } from '@plenum/editor/html/direction';
import { headingsOf } from '@plenum/editor/schema/contents';
import { footnoteNumbers } from '@plenum/editor/schema/footnote';
import { FORMULA_LANGUAGE } from '@plenum/editor/schema/formula';
import type { Node } from '@tiptap/pm/model';
import { type ExportSource, sizeOnPage } from '../writing/export-source.ts';
import { withoutMeetings } from '../writing/without-meetings.ts';
import { escapeXml, xml } from '../xml/write-xml.ts';
import { writeZip } from '../zip/write-zip.ts';
import { calloutStyle, ODT_STYLES, ODT_TYPE } from './names.ts';
import { AutomaticStyles, encoded } from './odt-automatic.ts';
import { OdtLines, spaced } from './odt-lines.ts';
import { manifest, odtPart, stylesXml } from './odt-parts.ts';
import { odtTable } from './odt-table.ts';

/** Where a block stands. */
interface Place {
  /** The style of plain paragraphs there. */
  style: string;
  isInList?: true;
}

const OUTERMOST: Place = { style: 'Text body' };

const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const;

/** A document as ODT (ODF 1.3), with its pictures in it. What does not go along is told by `lossesOf`. */
export function odtFromSource(source: ExportSource): Uint8Array {
  const writer = new OdtWriter(source);
  const content = writer.contentXml();
  const meta = xml('office:meta', {}, xml('dc:title', {}, escapeXml(source.title)));
  const pictures = writer.pictures();
  return writeZip([
    // First and as it is, so that other programs see what it is (ODF 1.3, part 2, 3.3).
    { name: 'mimetype', content: ODT_TYPE, isStored: true },
    { name: 'content.xml', content },
    { name: 'styles.xml', content: stylesXml() },
    { name: 'meta.xml', content: odtPart('office:document-meta', meta) },
    ...pictures.map(({ name, content: bytes }) => ({ name, content: bytes, isStored: true })),
    { name: 'META-INF/manifest.xml', content: manifest(pictures) },
  ]);
}

class OdtWriter {
  readonly #source: ExportSource;
  readonly #doc: Node;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #notes = new Map<string, Node>();
  readonly #written = new Set<string>();
  readonly #styles = new AutomaticStyles();
  readonly #lines: OdtLines;
  readonly #used = new Set<string>();
  #indexes = 0;
  #frames = 0;
  /** What cannot stand in a list, until the list has ended. */
  #behind: string[] = [];

  constructor(source: ExportSource) {
    this.#source = source;
    this.#doc = withoutMeetings(source);
    this.#numbers = footnoteNumbers(this.#doc);
    this.#lines = new OdtLines(source, this.#styles, (reference) => this.#note(reference));
    this.#doc.descendants((node) => {
      const { noteId } = node.attrs;
      if (node.type.name === 'footnote' && !this.#notes.has(noteId)) this.#notes.set(noteId, node);
    });
  }

  contentXml(): string {
    const title = xml('text:p', { 'text:style-name': 'Title' }, spaced(this.#source.title));
    const text = xml('office:text', {}, title + this.#blocks(this.#doc, OUTERMOST));
    const styles = xml('office:automatic-styles', {}, this.#styles.toXml());
    return odtPart('office:document-content', styles + xml('office:body', {}, text));
  }

  pictures(): { name: string; type: string; content: Uint8Array }[] {
    return [...this.#source.pictures]
      .filter(([id]) => this.#used.has(id))
      .map(([id, { type, content }]) => ({ name: pictureName(id, type), type, content }));
  }

  #blocks(parent: Node, place: Place): string {
    return parent.children.map((node) => this.#block(node, place)).join('');
  }

  #block(node: Node, place: Place): string {
    switch (node.type.name) {
      case 'paragraph':
        return this.#line(node, place.style);
      case 'heading':
        return this.#heading(node);
      case 'blockquote':
        return this.#blocks(node, { ...place, style: ODT_STYLES.quote });
      case 'callout':
        return this.#callout(node, place);
      case 'details':
        return this.#details(node, place);
      case 'codeBlock': {
        const style = node.attrs.language === FORMULA_LANGUAGE ? ODT_STYLES.formula : ODT_STYLES.code;
        return xml('text:p', { 'text:style-name': encoded(style) }, code(node.textContent));
      }
      case 'horizontalRule':
        return xml('text:p', { 'text:style-name': encoded(ODT_STYLES.rule) });
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return this.#list(node, place);
      case 'table':
        return this.#outside(
          place,
          odtTable(node, {
            styles: this.#styles,
            blocks: (cell) =>
              this.#blocks(cell, {
                style: cell.type.name === 'tableHeader' ? ODT_STYLES.tableHeading : OUTERMOST.style,
              }),
          }),
        );
      case 'footnote':
        return this.#isReferred(node) ? '' : this.#blocks(node, { ...place, style: 'Footnote' });
      case 'tableOfContents':
        return this.#outside(place, this.#contents());
      case 'image':
        return this.#picture(node);
      case 'attachment':
        return xml('text:p', { 'text:style-name': encoded(ODT_STYLES.file) }, spaced(node.attrs.name));
      default:
        return '';
    }
  }

  #isReferred(note: Node): boolean {
    return this.#numbers.has(note.attrs.noteId) && this.#notes.get(note.attrs.noteId) === note;
  }

  #line(block: Node, style: string, before = ''): string {
    const isRightToLeft = containerDirection(block) === 'rtl';
    const name = this.#styles.paragraph(style, { align: block.attrs.align, isRightToLeft });
    return xml('text:p', { 'text:style-name': name }, before + this.#lines.line(block));
  }

  #heading(node: Node): string {
    const { level, align, id } = node.attrs;
    const isRightToLeft = containerDirection(node) === 'rtl';
    const name = this.#styles.paragraph(`Heading ${level}`, { align, isRightToLeft });
    const bookmark = typeof id === 'string' ? xml('text:bookmark', { 'text:name': `block-${id}` }) : '';
    return xml(
      'text:h',
      { 'text:style-name': name, 'text:outline-level': level },
      bookmark + this.#lines.line(node),
    );
  }

  #callout(node: Node, place: Place): string {
    const { kind } = node.attrs;
    const words = this.#source.words.callouts[kind as keyof ExportSource['words']['callouts']] ?? kind;
    const title = xml('text:p', { 'text:style-name': encoded(ODT_STYLES.calloutTitle) }, spaced(words));
    return title + this.#blocks(node, { ...place, style: calloutStyle(kind) });
  }

  #details(node: Node, place: Place): string {
    return node.children
      .map((child, index) =>
        this.#block(child, { ...place, style: index === 0 ? ODT_STYLES.summary : ODT_STYLES.unfolded }),
      )
      .join('');
  }

  #list(list: Node, place: Place): string {
    const style = this.#styles.list(list);
    const items = list.children.map((item) => {
      const box = item.type.name === 'taskItem' ? (item.attrs.checked ? '☒ ' : '☐ ') : '';
      const [first, ...rest] = item.children;
      const inside: Place = { ...place, isInList: true };
      const line = first?.isTextblock
        ? this.#line(first, place.style, box)
        : xml('text:p', { 'text:style-name': encoded(place.style) }, box);
      const others = first?.isTextblock ? rest : item.children;
      return xml('text:list-item', {}, line + others.map((child) => this.#block(child, inside)).join(''));
    });
    const written = xml('text:list', { 'text:style-name': style }, items.join(''));
    if (place.isInList) return written;
    return written + this.#behind.splice(0).join('');
  }

  /** What a list cannot have stands behind it. */
  #outside({ isInList }: Place, written: string): string {
    if (!isInList) return written;
    this.#behind.push(written);
    return '';
  }

  #note({ attrs: { noteId } }: Node): string {
    const note = this.#notes.get(noteId);
    const number = this.#numbers.get(noteId);
    if (!note || number === undefined) return '[?]';
    if (this.#written.has(noteId)) return `[${number}]`;
    this.#written.add(noteId);
    const body = xml('text:note-body', {}, this.#blocks(note, { style: 'Footnote' }));
    const citation = xml('text:note-citation', {}, String(number));
    return xml('text:note', { 'text:id': `ftn${number}`, 'text:note-class': 'footnote' }, citation + body);
  }

  #contents(): string {
    const lines = headingsOf(this.#doc).map(({ node }) => {
      const { level, id } = node.attrs;
      const name = this.#styles.paragraph('Contents', {
        align: null,
        isRightToLeft: false,
        indent: (level - 1) * 0.7,
      });
      const link = xml(
        'text:a',
        { 'xlink:type': 'simple', 'xlink:href': `#block-${id}` },
        spaced(node.textContent),
      );
      return xml('text:p', { 'text:style-name': name }, link);
    });
    const source = xml('text:table-of-content-source', { 'text:outline-level': 4 });
    const body = xml('text:index-body', {}, lines.join(''));
    this.#indexes += 1;
    return xml(
      'text:table-of-content',
      { 'text:name': `Contents ${this.#indexes}`, 'text:protected': 'true' },
      source + body,
    );
  }

  #picture(node: Node): string {
    const id = String(node.attrs.fileId);
    const picture = this.#source.pictures.get(id);
    const standard = { 'text:style-name': encoded('Text body') };
    if (!picture) return xml('text:p', standard, spaced(node.attrs.alt || this.#source.words.missingFile));
    this.#used.add(id);
    this.#frames += 1;
    const { width, height } = sizeOnPage(node, picture);
    const href = {
      'xlink:href': pictureName(id, picture.type),
      'xlink:type': 'simple',
      'xlink:show': 'embed',
      'xlink:actuate': 'onLoad',
    };
    const attributes = {
      'draw:style-name': this.#styles.frame(),
      'draw:name': `Picture ${this.#frames}`,
      'text:anchor-type': 'as-char',
      'svg:width': `${centimetres(width)}cm`,
      'svg:height': `${centimetres(height)}cm`,
    };
    const alt = node.attrs.alt === '' ? '' : xml('svg:desc', {}, escapeXml(node.attrs.alt));
    return xml('text:p', standard, xml('draw:frame', attributes, xml('draw:image', href) + alt));
  }
}

function pictureName(id: string, type: keyof typeof ENDINGS): string {
  return `Pictures/${id}.${ENDINGS[type]}`;
}

function centimetres(pixels: number): string {
  return ((pixels / 96) * 2.54).toFixed(3);
}

function code(text: string): string {
  return text.split('\n').map(spaced).join('<text:line-break/>');
}

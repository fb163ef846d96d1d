import type { Mark, Node } from '@tiptap/pm/model';
import { type ExportSource, leafWords, wholeHref } from '../writing/export-source.ts';
import { escapeXml, xml } from '../xml/write-xml.ts';
import type { AutomaticStyles } from './odt-automatic.ts';

/** Writes what is in a line. */
export class OdtLines {
  readonly #source: ExportSource;
  readonly #styles: AutomaticStyles;
  readonly #noteXml: (reference: Node) => string;

  constructor(source: ExportSource, styles: AutomaticStyles, noteXml: (reference: Node) => string) {
    this.#source = source;
    this.#styles = styles;
    this.#noteXml = noteXml;
  }

  line(block: Node): string {
    let written = '';
    let open: { link: Mark; content: string } | null = null;
    for (const node of block.children) {
      const link = node.marks.find(({ type }) => type.name === 'link');
      if (open && !link?.eq(open.link)) {
        written += this.#link(open.link, open.content);
        open = null;
      }
      const content = this.#piece(node);
      if (link) {
        open ??= { link, content: '' };
        open.content += content;
      } else written += content;
    }
    return open ? written + this.#link(open.link, open.content) : written;
  }

  #link({ attrs }: Mark, content: string): string {
    const href = wholeHref(attrs.href, this.#source.baseUrl);
    if (href === null) return content;
    const style = { 'text:style-name': 'Internet_20_link', 'text:visited-style-name': 'Internet_20_link' };
    return xml('text:a', { 'xlink:type': 'simple', 'xlink:href': href, ...style }, content);
  }

  #piece(node: Node): string {
    if (node.type.name === 'hardBreak') return '<text:line-break/>';
    if (node.type.name === 'footnoteReference') return this.#noteXml(node);
    const text = spaced(node.text ?? leafWords(node, this.#source.words) ?? '');
    const style = this.#styles.text(node.marks);
    return style === null || text === '' ? text : xml('text:span', { 'text:style-name': style }, text);
  }
}

/** Text with the white space that would gather into one space written out (ODF 1.3, part 3, 6.1.3). */
export function spaced(text: string): string {
  return escapeXml(text)
    .replace(/\r?\n|\r/g, '<text:line-break/>')
    .replaceAll('\t', '<text:tab/>')
    .replace(/^ | $| {2,}/g, (spaces) => xml('text:s', { 'text:c': spaces.length }));
}

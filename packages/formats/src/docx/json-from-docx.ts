import { newBlockId } from '@plenum/editor/schema/block-id';
import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import type { NodeJson } from '@plenum/editor/schema/json';
import { BlockBuilder, blocksFromLine, paragraphsIn, trimmedStart, wordsIn } from '../reading/blocks.ts';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { codeOf, joinedBlocks, UNFOLDED } from '../reading/joined-blocks.ts';
import { STYLES } from '../reading/style-names.ts';
import type { MammothNode } from './mammoth-document.ts';
import { CALLOUT_STYLE, STYLE_NAMES } from './names.ts';
import { type OpenDocx, openDocx } from './open-docx.ts';
import { type DocxLine, RunReader } from './runs-from-docx.ts';
import { MARK } from './scan-docx.ts';

type Paragraph = MammothNode & { type: 'paragraph' };

const DEEPEST_HEADING = 4;

/**
 * Reads a DOCX file, with what of it does not come along.
 * @throws AppError `invalid_input` for what is no such file, `too_large` beyond the limits.
 */
export async function jsonFromDocx(bytes: Uint8Array): Promise<ImportedDocument> {
  const docx = await openDocx(bytes);
  const gathered = new Gathered();
  const reader = new DocxReader(docx, gathered);
  const blocks = await reader.blocks(docx.document.children);
  const notes = await reader.notes();
  gathered.losses.addAll(docx.losses.list());
  return gathered.finish(reader.title ?? docx.title, [...blocks, ...notes]);
}

class DocxReader {
  title: string | null = null;
  readonly #docx: OpenDocx;
  readonly #gathered: Gathered;
  readonly #runs: RunReader;
  readonly #notes = new Map<string, { id: string; body: MammothNode[] }>();

  constructor(docx: OpenDocx, gathered: Gathered) {
    this.#docx = docx;
    this.#gathered = gathered;
    this.#runs = new RunReader(docx, gathered, (reference) => this.#reference(reference));
  }

  async blocks(nodes: readonly MammothNode[]): Promise<NodeJson[]> {
    const builder = new BlockBuilder();
    for (const node of nodes) {
      if (node.type === 'paragraph') await this.#paragraph(node, builder);
      else if (node.type === 'table') builder.add(await this.#table(node));
      else if ('children' in node) builder.add(...(await this.blocks(node.children)));
    }
    return joinedBlocks(builder.blocks);
  }

  /** Notes that were referred to, those too that others refer to. */
  async notes(): Promise<NodeJson[]> {
    const blocks: NodeJson[] = [];
    for (const { id, body } of this.#notes.values()) {
      const content = (await this.blocks(body)).flatMap(paragraphsIn);
      // Word puts a space between the number of a note and its text.
      if (content[0]) content[0].content = trimmedStart(content[0].content ?? []);
      blocks.push({ type: 'footnote', attrs: { noteId: id }, content });
    }
    return blocks;
  }

  #reference(reference: { noteType: string; noteId: string }): NodeJson {
    const key = `${reference.noteType} ${reference.noteId}`;
    const note = this.#notes.get(key) ?? { id: newBlockId(), body: this.#docx.document.noteBody(reference) };
    this.#notes.set(key, note);
    return { type: 'footnoteReference', attrs: { noteId: note.id } };
  }

  async #paragraph(node: Paragraph, builder: BlockBuilder): Promise<void> {
    const style = node.styleName ?? '';
    const line = await this.#runs.line(node.children);
    if (STYLES.title.test(style) && this.title === null && builder.blocks.length === 0) {
      this.title = wordsIn(line.content);
      return;
    }
    // What keeps tables apart is no line of the text.
    if (style === STYLE_NAMES.gap && line.content.length === 0) return;
    // A callout says itself what it is.
    if (style === `${CALLOUT_STYLE} Title`) return;
    if (this.#addToList(node, line, builder)) return;
    if (STYLES.code.test(style)) return builder.add(codeOf(line.content, null));
    if (STYLES.formula.test(style)) return builder.add(codeOf(line.content, 'math'));
    const isRule = STYLES.rule.test(style) || this.#factsOf(node)?.isRule === true;
    if (isRule && line.content.length === 0) return builder.add({ type: 'horizontalRule' });
    if (STYLES.contents.test(style)) return builder.add({ type: 'tableOfContents' });
    const heading = STYLES.heading.exec(style);
    if (heading) return builder.add(...this.#heading(node, Number(heading[1]), line));
    const blocks = this.#lines(node, line);
    if (STYLES.quote.test(style)) return builder.add({ type: 'blockquote', content: blocks });
    const kind = CALLOUT_KINDS.find((one) => style.toLowerCase() === `${CALLOUT_STYLE} ${one}`.toLowerCase());
    if (kind) return builder.add({ type: 'callout', attrs: { kind }, content: blocks });
    if (style === STYLE_NAMES.summary) return builder.add({ type: 'details', content: blocks });
    if (style === STYLE_NAMES.unfolded) return builder.add({ type: UNFOLDED, content: blocks });
    builder.add(...blocks);
  }

  #addToList(node: Paragraph, line: DocxLine, builder: BlockBuilder): boolean {
    const { numbering, styleName } = node;
    const continued = STYLES.continued.exec(styleName ?? '');
    const blocks = this.#lines(node, line);
    if (continued) return builder.addToItem(Number(continued[1] ?? 1) - 1, blocks);
    const numId = this.#factsOf(node)?.numId ?? '';
    if (numbering === null || numId === '0' || /^heading/i.test(styleName ?? '')) {
      if (line.checked === null) return false;
      builder.addItem({ level: 0, isOrdered: false, key: 'tasks', checked: line.checked, blocks });
      return true;
    }
    const level = Number.parseInt(numbering.level, 10) || 0;
    const list = this.#docx.lists.get(`${numId} ${level}`);
    if (list?.isUnmarked && line.checked === null && builder.addToItem(level, blocks)) return true;
    const { start = 1, type = null, isOrdered = numbering.isOrdered } = list ?? {};
    builder.addItem({ level, isOrdered, key: numId, start, type, checked: line.checked, blocks });
    return true;
  }

  #heading(node: Paragraph, level: number, { content }: DocxLine): NodeJson[] {
    if (level > DEEPEST_HEADING) this.#gathered.losses.add('deepHeadings', { place: wordsIn(content) });
    const attrs = { ...this.#styleOf(node), level: Math.min(level, DEEPEST_HEADING) };
    return blocksFromLine(content, (line) => ({ type: 'heading', attrs, content: line }));
  }

  #lines(node: Paragraph, { content }: DocxLine): NodeJson[] {
    const attrs = this.#styleOf(node);
    return blocksFromLine(content, (line) => ({ type: 'paragraph', attrs, content: line }));
  }

  #styleOf(node: Paragraph): Record<string, unknown> {
    const dir = this.#factsOf(node)?.isRightToLeft ? 'rtl' : null;
    const align = { center: 'center', right: 'end', end: 'end', both: 'justify', distribute: 'justify' }[
      node.alignment ?? ''
    ];
    // In text from right to left Word's "right" is where lines end (ECMA-376 part 1, 17.18.44).
    return { dir, align: align ?? null };
  }

  #factsOf({ children }: Paragraph) {
    const mark = children.find(
      (child) => child.type === 'bookmarkStart' && child.name.startsWith(MARK.paragraph),
    );
    return mark?.type === 'bookmarkStart'
      ? this.#docx.facts.paragraphs.get(mark.name.slice(MARK.paragraph.length))
      : undefined;
  }

  async #table(table: MammothNode & { type: 'table' }): Promise<NodeJson> {
    const rows: NodeJson[] = [];
    for (const row of table.children) {
      if (row.type !== 'tableRow') continue;
      const cells: NodeJson[] = [];
      for (const cell of row.children) {
        if (cell.type !== 'tableCell') continue;
        const attrs = { colspan: cell.colSpan, rowspan: cell.rowSpan };
        cells.push({
          type: row.isHeader ? 'tableHeader' : 'tableCell',
          attrs,
          content: await this.blocks(cell.children),
        });
      }
      rows.push({ type: 'tableRow', content: cells });
    }
    return { type: 'table', content: rows };
  }
}

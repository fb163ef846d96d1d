import { newBlockId } from '@plenum/editor/schema/block-id';
import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { LISTS, paragraphsIn, textNodes, wordsIn } from '../reading/blocks.ts';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { BLOCKS, LEFT_OUT } from './html-elements.ts';
import { blockStyleOf, lookOf } from './html-marks.ts';
import { findNotes, type HtmlNotes } from './html-notes.ts';
import {
  blocksInTable,
  boxIn,
  calloutKind,
  codeFrom,
  decisionIn,
  hasReference,
  isNoteRule,
  minutesOf,
  scriptsIn,
  texIn,
  withoutBoxSign,
  withoutEllipsis,
} from './html-parts.ts';
import { pictureFrom } from './html-pictures.ts';
import { HtmlSink } from './html-sink.ts';
import { tableFromHtml } from './html-table.ts';
import {
  attribute,
  decodeHtml,
  elementsIn,
  type HtmlElement,
  type HtmlNode,
  hasClass,
  isElement,
  parseHtml,
  textOfHtml,
} from './tree.ts';

const DEEPEST_HEADING = 4;
/** How deep blocks lie in each other here, and elements in each other at all. */
const MOST_BLOCKS_DEEP = 40;
const MOST_DEEP = 400;

/**
 * Reads a page of HTML, with what of it does not come along. Nothing of it runs, and nothing is fetched.
 * @throws AppError `too_large` beyond the limits.
 */
export function jsonFromHtml(bytes: Uint8Array): ImportedDocument {
  const page = parseHtml(decodeHtml(bytes));
  const gathered = new Gathered();
  const reader = new HtmlReader(findNotes(page), gathered);
  const blocks = reader.blocks(page.childNodes);
  const title = titleOf(page);
  const [first] = blocks;
  const isTitle = first?.type === 'heading' && title !== null && wordsIn([first]).trim() === title;
  return gathered.finish(title, [...(isTitle ? blocks.slice(1) : blocks), ...reader.notes]);
}

function titleOf(page: Parameters<typeof elementsIn>[0]): string | null {
  for (const element of elementsIn(page)) {
    if (element.tagName === 'title') return textOfHtml(element).replace(/\s+/g, ' ').trim() || null;
    if (element.tagName === 'body') return null;
  }
  return null;
}

class HtmlReader {
  readonly notes: NodeJson[] = [];
  readonly #found: HtmlNotes;
  readonly #gathered: Gathered;
  /** The boxes of tasks. */
  readonly #boxes = new Set<HtmlElement>();
  #depth = 0;
  #blockDepth = 0;

  constructor(found: HtmlNotes, gathered: Gathered) {
    this.#found = found;
    this.#gathered = gathered;
  }

  blocks(nodes: readonly HtmlNode[], marks: readonly MarkJson[] = []): NodeJson[] {
    const sink = new HtmlSink();
    this.#blockDepth += 1;
    this.#walk(nodes, marks, sink);
    this.#blockDepth -= 1;
    sink.end();
    return sink.blocks;
  }

  #walk(nodes: readonly HtmlNode[], marks: readonly MarkJson[], sink: HtmlSink): void {
    this.#depth += 1;
    for (const node of nodes) {
      if (node.nodeName === '#text' && 'value' in node) sink.line.push(...textNodes(node.value, marks));
      else if (!isElement(node)) continue;
      else if (this.#depth > MOST_DEEP) {
        this.#gathered.losses.add('deepNesting');
        sink.line.push(...textNodes(textOfHtml(node), marks));
      } else this.#element(node, marks, sink);
    }
    this.#depth -= 1;
  }

  #element(element: HtmlElement, marks: readonly MarkJson[], sink: HtmlSink): void {
    const { tagName, childNodes } = element;
    const noteId = this.#found.bodies.get(element);
    if (noteId !== undefined) {
      const content = this.blocks(childNodes).flatMap(paragraphsIn);
      this.notes.push({ type: 'footnote', attrs: { noteId }, content });
      return;
    }
    if (Object.hasOwn(LEFT_OUT, tagName)) {
      const code = LEFT_OUT[tagName];
      if (tagName === 'head') this.#gathered.losses.add('scripts', { count: scriptsIn(element) });
      if (code && !this.#boxes.has(element) && attribute(element, 'type') !== 'hidden')
        this.#gathered.losses.add(code, { place: wordsIn(sink.line) });
      return;
    }
    const block = this.#blockOf(element);
    if (block) {
      sink.add(...block);
      return;
    }
    if (BLOCKS.has(tagName)) {
      sink.end();
      const { create } = sink;
      const attrs = blockStyleOf(element);
      if (attrs.align !== null || attrs.dir !== null)
        sink.create = (content) => ({ type: 'paragraph', attrs, content });
      this.#walk(childNodes, marks, sink);
      sink.end();
      sink.create = create;
      return;
    }
    this.#inline(element, marks, sink);
  }

  /** What is a block of its own; null for what only has blocks in it, or text. */
  #blockOf(element: HtmlElement): NodeJson[] | null {
    const { tagName, childNodes } = element;
    if (
      hasClass(element, 'callout-title') ||
      hasClass(element, 'decision-title') ||
      hasClass(element, 'markdown-alert-title')
    )
      return [];
    const kind = calloutKind(element);
    if (kind !== null) return this.#container({ type: 'callout', attrs: { kind } }, childNodes);
    const decision = decisionIn(element);
    if (decision) return this.#container({ type: 'decision', attrs: decision }, childNodes);
    if (tagName === 'nav' && (hasClass(element, 'contents') || attribute(element, 'role') === 'doc-toc'))
      return [{ type: 'tableOfContents' }];
    if (tagName === 'div' && hasClass(element, 'footnote')) {
      const content = this.blocks(childNodes).flatMap(paragraphsIn);
      return [{ type: 'footnote', attrs: { noteId: newBlockId() }, content }];
    }
    if (tagName === 'div' && hasClass(element, 'formula')) return [this.#formulaBlock(element)];
    switch (tagName) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#heading(element, Number(tagName.slice(1)));
      case 'blockquote':
        return this.#container({ type: 'blockquote' }, childNodes);
      case 'details':
        return this.#container({ type: 'details' }, childNodes).map(withoutEllipsis);
      case 'pre':
        return [codeFrom(element)];
      case 'hr':
        return isNoteRule(element) ? [] : [{ type: 'horizontalRule' }];
      case 'ul':
      case 'ol':
      case 'menu':
        return this.#list(element);
      case 'table':
        return this.#table(element);
      default:
        return null;
    }
  }

  #table(element: HtmlElement): NodeJson[] {
    const blocks = (nodes: readonly HtmlNode[]) => this.blocks(nodes);
    if (this.#blockDepth > MOST_BLOCKS_DEEP) {
      this.#gathered.losses.add('deepNesting');
      return tableFromHtml(element, { blocks }).flatMap(blocksInTable);
    }
    // A table, a row and a cell.
    this.#blockDepth += 2;
    const table = tableFromHtml(element, { blocks });
    this.#blockDepth -= 2;
    return table;
  }

  #container(node: NodeJson, children: readonly HtmlNode[]): NodeJson[] {
    const content = this.blocks(children);
    if (this.#blockDepth <= MOST_BLOCKS_DEEP) return content.length === 0 ? [] : [{ ...node, content }];
    this.#gathered.losses.add('deepNesting');
    return content;
  }

  #heading(element: HtmlElement, level: number): NodeJson[] {
    const sink = new HtmlSink();
    const minutes = minutesOf(element);
    const attrs = { level: Math.min(level, DEEPEST_HEADING), minutes, ...blockStyleOf(element) };
    sink.create = (content) => ({ type: 'heading', attrs, content });
    this.#walk(element.childNodes, [], sink);
    sink.end();
    if (level > DEEPEST_HEADING) this.#gathered.losses.add('deepHeadings', { place: textOfHtml(element) });
    return sink.blocks;
  }

  #list(element: HtmlElement): NodeJson[] {
    const isOrdered = element.tagName === 'ol';
    const lists: NodeJson[] = [];
    const start = Number.parseInt(attribute(element, 'start') ?? '1', 10) || 0;
    const attrs = isOrdered ? { start: Math.max(0, start), type: attribute(element, 'type') } : {};
    for (const child of element.childNodes) {
      if (!isElement(child)) continue;
      const before = this.notes.length;
      const box = boxIn(child);
      if (box) this.#boxes.add(box);
      const blocks =
        child.tagName === 'li' && !this.#found.bodies.has(child)
          ? this.blocks(child.childNodes)
          : this.blocks([child]);
      // A list of notes is none.
      if (this.notes.length > before && blocks.length === 0) continue;
      const { content, checked } = box
        ? { content: blocks, checked: attribute(box, 'checked') !== null }
        : withoutBoxSign(blocks);
      const outer = lists.at(-1)?.content?.at(-1)?.content;
      // An item that has only a list stands for how deep that is.
      if (content.length > 0 && content.every((block) => LISTS.has(block.type))) {
        (outer ?? lists).push(...content);
        continue;
      }
      const type = checked === null ? (isOrdered ? 'orderedList' : 'bulletList') : 'taskList';
      const last = lists.at(-1);
      const item: NodeJson =
        checked === null ? { type: 'listItem', content } : { type: 'taskItem', attrs: { checked }, content };
      if (last?.type === type) last.content?.push(item);
      else if (child.tagName !== 'li' && outer) outer.push(...content);
      else lists.push({ type, ...(type === 'orderedList' && { attrs }), content: [item] });
    }
    if (this.#blockDepth <= MOST_BLOCKS_DEEP) return lists;
    this.#gathered.losses.add('deepNesting');
    return lists.flatMap(({ content = [] }) => content.flatMap((item) => item.content ?? []));
  }

  #formulaBlock(element: HtmlElement): NodeJson {
    const tex = texIn(element) ?? textOfHtml(element);
    return { type: 'codeBlock', attrs: { language: 'math' }, content: textNodes(tex) };
  }

  #inline(element: HtmlElement, marks: readonly MarkJson[], sink: HtmlSink): void {
    const { tagName, childNodes } = element;
    if (this.#found.backLinks.has(element)) return;
    switch (tagName) {
      case 'br':
        sink.line.push({ type: 'hardBreak', marks: [...marks] });
        return;
      case 'img':
        sink.line.push(...pictureFrom(element, { marks, gathered: this.#gathered }));
        return;
      case 'math':
        this.#math(element, marks, sink);
        return;
      case 'time': {
        const date = attribute(element, 'datetime');
        if (!hasClass(element, 'date') || !/^\d{4}-\d{2}-\d{2}$/.test(date ?? '')) break;
        sink.line.push({ type: 'date', attrs: { date }, marks: [...marks] });
        return;
      }
      case 'a':
        this.#link(element, marks, sink);
        return;
      case 'q':
        sink.line.push(...textNodes('“', marks));
        this.#walk(childNodes, marks, sink);
        sink.line.push(...textNodes('”', marks));
        return;
    }
    if (tagName === 'sup' && hasReference(element, this.#found)) {
      this.#walk(childNodes, marks, sink);
      return;
    }
    const { marks: own, isNear, hasFont } = lookOf(element);
    const place = isNear || hasFont ? textOfHtml(element) : '';
    if (isNear) this.#gathered.losses.add('nearColours', { place });
    if (hasFont) this.#gathered.losses.add('fonts', { place });
    const tex = hasClass(element, 'formula') ? texIn(element) : null;
    if (tex !== null) sink.line.push(...textNodes(tex, [{ type: 'formula' }]));
    else this.#walk(childNodes, [...marks, ...own], sink);
  }

  #link(element: HtmlElement, marks: readonly MarkJson[], sink: HtmlSink): void {
    const noteId = this.#found.references.get(element);
    if (noteId !== undefined) {
      sink.line.push({ type: 'footnoteReference', attrs: { noteId } });
      return;
    }
    const said = attribute(element, 'href');
    const href = safeHref(said);
    // A place in the page, or beside it on another server, is nowhere here.
    const isInner = href !== null && !/^[a-z][a-z0-9+.-]*:/i.test(href);
    if (said !== null && (href === null || isInner)) {
      this.#gathered.losses.add(isInner ? 'innerLinks' : 'unsafeLinks', { place: textOfHtml(element) });
    }
    const link = { type: 'link', attrs: { href, title: attribute(element, 'title') } };
    this.#walk(element.childNodes, href === null || isInner ? marks : [...marks, link], sink);
  }

  #math(element: HtmlElement, marks: readonly MarkJson[], sink: HtmlSink): void {
    const tex = texIn(element);
    if (tex === null) this.#gathered.losses.add('equations', { place: textOfHtml(element) });
    if (tex !== null && attribute(element, 'display') === 'block') {
      sink.add({ type: 'codeBlock', attrs: { language: 'math' }, content: textNodes(tex) });
    } else
      sink.line.push(...textNodes(tex ?? textOfHtml(element), tex === null ? marks : [{ type: 'formula' }]));
  }
}

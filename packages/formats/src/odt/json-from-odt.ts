import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import type { NodeJson } from '@plenum/editor/schema/json';
import { blocksFromLine, LISTS, paragraphsIn, withoutBox, wordsIn } from '../reading/blocks.ts';
import { Gathered, type ImportedDocument } from '../reading/imported.ts';
import { CONTINUED, codeOf, joinedBlocks, UNFOLDED } from '../reading/joined-blocks.ts';
import { STYLES } from '../reading/style-names.ts';
import { elementsBelow, elementsOf, textBelow, type XmlElement } from '../xml/read-xml.ts';
import { calloutStyle, ODT_STYLES } from './names.ts';
import { type OpenOdt, openOdt } from './open-odt.ts';
import { OdtRuns } from './runs-from-odt.ts';
import { tableFromOdt } from './table-from-odt.ts';

const DEEPEST_HEADING = 4;

/**
 * Reads an ODT file (ODF 1.3), with what of it does not come along.
 * @throws AppError `invalid_input` for what is no such file, `too_large` beyond the limits.
 */
export function jsonFromOdt(bytes: Uint8Array): ImportedDocument {
  const odt = openOdt(bytes);
  const gathered = new Gathered();
  const reader = new OdtReader(odt, gathered);
  const blocks = reader.blocks(odt.text);
  const notes = reader.notes();
  gathered.losses.addAll(odt.losses.list());
  return gathered.finish(reader.title ?? odt.title, [...blocks, ...notes]);
}

/** The list that an element stands in. */
interface InList {
  style: string | undefined;
  level: number;
}

class OdtReader {
  title: string | null = null;
  readonly #odt: OpenOdt;
  readonly #gathered: Gathered;
  readonly #runs: OdtRuns;
  /** The number of the last item, by the style of its list. */
  readonly #counted = new Map<string, number>();
  #hasText = false;

  constructor(odt: OpenOdt, gathered: Gathered) {
    this.#odt = odt;
    this.#gathered = gathered;
    this.#runs = new OdtRuns(odt, gathered);
  }

  blocks(parent: XmlElement, list: InList | null = null): NodeJson[] {
    return joinedBlocks(elementsOf(parent).flatMap((element) => this.#block(element, list)));
  }

  notes(): NodeJson[] {
    const blocks: NodeJson[] = [];
    // A note may have notes itself, which come behind it.
    for (const { id, body } of this.#runs.notes) {
      blocks.push({
        type: 'footnote',
        attrs: { noteId: id },
        content: this.blocks(body).flatMap(paragraphsIn),
      });
    }
    return blocks;
  }

  #block(element: XmlElement, list: InList | null): NodeJson[] {
    switch (element.name) {
      case 'text:p':
        return this.#paragraph(element);
      case 'text:h':
        return this.#heading(element);
      case 'text:list':
        return this.#list(element, list);
      case 'table:table':
        return [
          tableFromOdt(element, {
            blocks: (cell) => this.blocks(cell),
            isHeading: (paragraph) => this.#isTableHeading(paragraph),
          }),
        ];
      case 'text:table-of-content':
        return [{ type: 'tableOfContents' }];
      case 'text:section':
      case 'text:index-body':
        return this.blocks(element);
      case 'text:tracked-changes':
        this.#deleted(element);
        return [];
      case 'text:soft-page-break':
      case 'office:forms':
      case 'text:sequence-decls':
      case 'text:variable-decls':
      case 'text:user-field-decls':
      case 'text:bookmark':
      case 'text:change':
      case 'text:change-start':
      case 'text:change-end':
        return [];
      case 'draw:frame':
      case 'draw:custom-shape':
      case 'draw:g':
        // On the page rather than in the text: as if it stood in a line of its own.
        return this.#paragraph({ name: 'text:p', attributes: {}, children: [element] });
      default:
        return /^text:.+-index$|^text:bibliography$|^text:numbered-paragraph$/.test(element.name)
          ? this.blocks(element)
          : [];
    }
  }

  #paragraph(element: XmlElement): NodeJson[] {
    const { names, align, dir, marks } = this.#odt.styles.paragraph(element.attributes['text:style-name']);
    const is = (name: string | RegExp): boolean =>
      names.some((one) => (typeof name === 'string' ? one === name : name.test(one)));
    const level = names.map((name) => STYLES.heading.exec(name)?.[1]).find((found) => found !== undefined);
    if (level !== undefined)
      return this.#heading({
        ...element,
        attributes: { ...element.attributes, 'text:outline-level': level },
      });
    const { content, boxes } = this.#runs.line(element, is(STYLES.code) ? [] : marks);
    const behind = boxes.flatMap((box) => this.blocks(box));
    // What was only anchored there leaves no empty line.
    if (content.length === 0 && behind.length > 0) return behind;
    if (is(STYLES.title) && this.title === null && !this.#hasText) {
      this.title = wordsIn(content);
      return behind;
    }
    this.#hasText ||= content.length > 0;
    if (is(ODT_STYLES.calloutTitle)) return behind;
    if (is(STYLES.rule) && content.length === 0) return [{ type: 'horizontalRule' }, ...behind];
    const isFormula = is(STYLES.formula);
    if (is(STYLES.code) || isFormula) return [codeOf(content, isFormula ? 'math' : null), ...behind];
    const lines = blocksFromLine(content, (line) => ({
      type: 'paragraph',
      attrs: { align, dir },
      content: line,
    }));
    return [...wrapped(names, lines), ...behind];
  }

  #isTableHeading({ attributes }: XmlElement): boolean {
    return this.#odt.styles.paragraph(attributes['text:style-name']).names.includes(ODT_STYLES.tableHeading);
  }

  #heading(element: XmlElement): NodeJson[] {
    const level = Number(element.attributes['text:outline-level'] ?? 1) || 1;
    const { align, dir } = this.#odt.styles.paragraph(element.attributes['text:style-name']);
    const { content, boxes } = this.#runs.line(element, []);
    this.#hasText = true;
    if (level > DEEPEST_HEADING) this.#gathered.losses.add('deepHeadings', { place: wordsIn(content) });
    const attrs = { level: Math.min(level, DEEPEST_HEADING), align, dir };
    const blocks = blocksFromLine(content, (line) => ({ type: 'heading', attrs, content: line }));
    return [...blocks, ...boxes.flatMap((box) => this.blocks(box))];
  }

  #list(element: XmlElement, outer: InList | null): NodeJson[] {
    const style = element.attributes['text:style-name'] ?? outer?.style;
    const level = (outer?.level ?? 0) + 1;
    const { isOrdered, start, type } = this.#odt.styles.level(style, level);
    const items = elementsOf(element).filter(
      ({ name }) => name === 'text:list-item' || name === 'text:list-header',
    );
    const goesOn =
      element.attributes['text:continue-numbering'] === 'true' ||
      element.attributes['text:continue-list'] !== undefined;
    const key = `${style} ${level}`;
    const own = Number(items[0]?.attributes['text:start-value'] ?? Number.NaN);
    const first = Number.isInteger(own) ? own : goesOn ? (this.#counted.get(key) ?? start - 1) + 1 : start;
    this.#counted.set(key, first + items.length - 1);
    const lists: NodeJson[] = [];
    for (const item of items) {
      const { type: itemType, attrs, content } = this.#item(item, { style, level });
      // An item that has only a list stands for how deep that is.
      if (content.length > 0 && content.every(({ type }) => LISTS.has(type))) {
        const before = lists.at(-1)?.content?.at(-1)?.content;
        (before ?? lists).push(...content);
        continue;
      }
      const listType = itemType === 'taskItem' ? 'taskList' : isOrdered ? 'orderedList' : 'bulletList';
      const last = lists.at(-1);
      const node: NodeJson = { type: itemType, ...(attrs && { attrs }), content };
      if (last?.type === listType) last.content?.push(node);
      else
        lists.push({ type: listType, ...(isOrdered && { attrs: { start: first, type } }), content: [node] });
    }
    return lists;
  }

  #item(
    item: XmlElement,
    list: InList,
  ): { type: string; attrs?: Record<string, unknown>; content: NodeJson[] } {
    const blocks = this.blocks(item, list);
    const [first, ...rest] = blocks;
    if (first?.type !== 'paragraph') return { type: 'listItem', content: blocks };
    const { content, checked } = withoutBox(first.content ?? []);
    if (checked === null) return { type: 'listItem', content: blocks };
    return { type: 'taskItem', attrs: { checked }, content: [{ ...first, content }, ...rest] };
  }

  #deleted(element: XmlElement): void {
    for (const deletion of elementsBelow(element, 'text:deletion')) {
      this.#gathered.losses.add('deletedText', {
        place: elementsOf(deletion, 'text:p').map(textBelow).join(' '),
      });
    }
  }
}

/** What a paragraph's style makes of it. */
function wrapped(names: readonly string[], content: NodeJson[]): NodeJson[] {
  const kind = CALLOUT_KINDS.find((one) => names.includes(calloutStyle(one)));
  if (kind) return [{ type: 'callout', attrs: { kind }, content }];
  if (names.some((name) => STYLES.quote.test(name))) return [{ type: 'blockquote', content }];
  if (names.includes(ODT_STYLES.summary)) return [{ type: 'details', content }];
  if (names.includes(ODT_STYLES.unfolded)) return [{ type: UNFOLDED, content }];
  const continued = names.map((name) => STYLES.continued.exec(name)).find((found) => found !== null);
  return continued ? [{ type: CONTINUED, attrs: { level: Number(continued[1] ?? 1) }, content }] : content;
}

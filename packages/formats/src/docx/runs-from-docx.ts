import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { GROUND_COLOURS, nearColour } from '../colour-values.ts';
import { textNodes, withoutBox, wordsIn } from '../reading/blocks.ts';
import type { Gathered } from '../reading/imported.ts';
import { STYLES } from '../reading/style-names.ts';
import type { MammothNode, MammothRun } from './mammoth-document.ts';
import type { OpenDocx } from './open-docx.ts';
import { MARK } from './scan-docx.ts';

const FIXED_WIDTH = /mono|courier|consolas|menlo|cascadia code|source code/i;

/** The colours of highlighted text (ECMA-376 part 1, 17.18.40). */
const HIGHLIGHTS: Readonly<Record<string, string>> = {
  yellow: 'orange',
  darkYellow: 'orange',
  green: 'green',
  darkGreen: 'green',
  cyan: 'blue',
  darkCyan: 'blue',
  blue: 'blue',
  darkBlue: 'blue',
  magenta: 'purple',
  darkMagenta: 'purple',
  red: 'red',
  darkRed: 'red',
};

/** What a line of text came to. */
export interface DocxLine {
  content: NodeJson[];
  /** Whether a task's box stood at its beginning, and whether it was ticked; null for none. */
  checked: boolean | null;
}

/** Reads what is in paragraphs. */
export class RunReader {
  readonly #docx: OpenDocx;
  readonly #gathered: Gathered;
  /** Makes a reference to a note. */
  readonly #noteOf: (reference: { noteType: string; noteId: string }) => NodeJson;

  constructor(
    docx: OpenDocx,
    gathered: Gathered,
    noteOf: (reference: { noteType: string; noteId: string }) => NodeJson,
  ) {
    this.#docx = docx;
    this.#gathered = gathered;
    this.#noteOf = noteOf;
  }

  async line(nodes: readonly MammothNode[]): Promise<DocxLine> {
    return withoutBox(await this.#read(nodes, []));
  }

  async #read(nodes: readonly MammothNode[], marks: readonly MarkJson[]): Promise<NodeJson[]> {
    const content: NodeJson[] = [];
    for (const node of nodes) content.push(...(await this.#readOne(node, marks)));
    return content;
  }

  async #readOne(node: MammothNode, marks: readonly MarkJson[]): Promise<NodeJson[]> {
    switch (node.type) {
      case 'run':
        return this.#read(node.children, [...marks, ...this.#marksOf(node, marks)]);
      case 'hyperlink':
        return this.#link(node, marks);
      case 'text':
        return textNodes(node.value, marks);
      case 'tab':
        return textNodes('\t', marks);
      case 'checkbox':
        return textNodes(node.checked ? '☒' : '☐', marks);
      case 'break':
        return node.breakType === 'line' ? [{ type: 'hardBreak', marks: [...marks] }] : [];
      case 'noteReference':
        return [this.#noteOf(node)];
      case 'image':
        return this.#image(node);
      case 'paragraph':
        return this.#read(node.children, marks);
      default:
        return [];
    }
  }

  async #link(node: MammothNode & { type: 'hyperlink' }, marks: readonly MarkJson[]): Promise<NodeJson[]> {
    const target = node.href ?? (node.anchor === undefined ? null : `#${node.anchor}`);
    const href = node.href === undefined ? null : safeHref(node.href);
    const content = await this.#read(
      node.children,
      href === null ? marks : [...marks, { type: 'link', attrs: { href } }],
    );
    if (href === null && target !== null) {
      // A way within the file leads to a bookmark, which nothing here has.
      this.#gathered.losses.add(target.startsWith('#') ? 'innerLinks' : 'unsafeLinks', {
        place: wordsIn(content),
      });
    }
    return content;
  }

  #marksOf(run: MammothRun & { children: MammothNode[] }, outer: readonly MarkJson[]): MarkJson[] {
    const { styleName, font, highlight, verticalAlignment } = run;
    if (STYLES.formulaCharacter.test(styleName ?? '')) return [{ type: 'formula' }];
    if (STYLES.codeCharacter.test(styleName ?? '') || FIXED_WIDTH.test(font ?? '')) return [{ type: 'code' }];
    const isLink = outer.some(({ type }) => type === 'link') || /^hyperlink$/i.test(styleName ?? '');
    const marks: MarkJson[] = [];
    if (run.isBold || styleName === 'Strong') marks.push({ type: 'bold' });
    if (run.isItalic || styleName === 'Emphasis') marks.push({ type: 'italic' });
    if (run.isStrikethrough) marks.push({ type: 'strike' });
    if (run.isUnderline && !isLink) marks.push({ type: 'underline' });
    if (verticalAlignment !== 'baseline' && !run.children.some(({ type }) => type === 'noteReference')) {
      marks.push({ type: verticalAlignment });
    }
    const mark = run.children.find(
      (child) => child.type === 'bookmarkStart' && child.name.startsWith(MARK.run),
    );
    const facts =
      mark?.type === 'bookmarkStart'
        ? this.#docx.facts.runs.get(mark.name.slice(MARK.run.length))
        : undefined;
    const place = textIn(run);
    if (!isLink) marks.push(...this.#colour('textColour', nearColour(facts?.colour), place));
    const ground = nearColour(facts?.ground, GROUND_COLOURS);
    const named = highlight === null ? undefined : (HIGHLIGHTS[highlight] ?? 'grey');
    if (named) marks.push({ type: 'highlight', attrs: { colour: named } });
    else marks.push(...this.#colour('highlight', ground, place));
    return marks;
  }

  #colour(type: string, { colour, isExact }: ReturnType<typeof nearColour>, place: string): MarkJson[] {
    if (colour === null || place.trim() === '') return [];
    if (!isExact) this.#gathered.losses.add('nearColours', { place });
    return [{ type, attrs: { colour } }];
  }

  async #image(node: MammothNode & { type: 'image' }): Promise<NodeJson[]> {
    const alt = node.altText ?? '';
    // What stands for a picture is its name.
    const name = await nameOf(node);
    const bytes = name === null ? null : this.#docx.zip.read(name);
    if (name === null || !bytes) {
      this.#gathered.losses.add(name === null ? 'remotePictures' : 'missingPictures', { place: alt });
      return textNodes(alt);
    }
    const image = this.#gathered.image({
      key: name,
      name: name.replace(/^.*\//, ''),
      alt,
      content: () => bytes,
    });
    if (!image) this.#gathered.losses.add('missingPictures', { place: alt });
    return image ? [image] : textNodes(alt);
  }
}

function textIn(node: MammothNode | { children: MammothNode[] }): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textIn).join('') : '';
}

/** Null for a picture that is not in the file. */
async function nameOf(node: MammothNode & { type: 'image' }): Promise<string | null> {
  try {
    return String(await node.readAsBuffer());
  } catch {
    return null;
  }
}

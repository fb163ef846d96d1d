import { newBlockId } from '@plenum/editor/schema/block-id';
import { safeHref } from '@plenum/editor/schema/href';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { collapsed, SPACE, TAB, textNodes, wordsIn } from '../reading/blocks.ts';
import type { Gathered } from '../reading/imported.ts';
import { elementsBelow, elementsOf, readXml, textBelow, type XmlElement } from '../xml/read-xml.ts';
import { ODT_NAMESPACES } from './names.ts';
import type { OpenOdt } from './open-odt.ts';

/** Spaces that one element may stand for. */
const MOST_SPACES = 1000;

/** What a line has beside its text: blocks that were anchored in it. */
export interface OdtLine {
  content: NodeJson[];
  /** Elements with paragraphs, to be put behind it. */
  boxes: XmlElement[];
}

/** Reads what is in paragraphs. */
export class OdtRuns {
  readonly notes: { id: string; body: XmlElement }[] = [];
  readonly #odt: OpenOdt;
  readonly #gathered: Gathered;

  constructor(odt: OpenOdt, gathered: Gathered) {
    this.#odt = odt;
    this.#gathered = gathered;
  }

  line(paragraph: XmlElement, marks: readonly MarkJson[]): OdtLine {
    const line: OdtLine = { content: [], boxes: [] };
    this.#read(paragraph, marks, line);
    return { ...line, content: collapsed(line.content) };
  }

  #read({ children }: XmlElement, marks: readonly MarkJson[], line: OdtLine): void {
    for (const child of children) {
      if (typeof child === 'string')
        line.content.push(...textNodes(child.replace(/[\t\n\r ]+/g, ' '), marks));
      else this.#readElement(child, marks, line);
    }
  }

  #readElement(element: XmlElement, marks: readonly MarkJson[], line: OdtLine): void {
    const { name, attributes } = element;
    switch (name) {
      case 'text:span': {
        const { marks: own, isNear } = this.#odt.styles.text(attributes['text:style-name']);
        const isLinked = marks.some(({ type }) => type === 'link');
        if (isNear && !isLinked) this.#gathered.losses.add('nearColours', { place: textBelow(element) });
        const kept = isLinked ? own.filter(({ type }) => type !== 'underline' && type !== 'textColour') : own;
        this.#read(element, [...marks, ...kept], line);
        return;
      }
      case 'text:a':
        this.#link(element, marks, line);
        return;
      case 'text:s':
        line.content.push(
          ...textNodes(SPACE.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, MOST_SPACES)), marks),
        );
        return;
      case 'text:tab':
        line.content.push(...textNodes(TAB, marks));
        return;
      case 'text:line-break':
        line.content.push({ type: 'hardBreak', marks: [...marks] });
        return;
      case 'text:note':
        line.content.push(this.#note(element));
        return;
      case 'office:annotation':
        this.#gathered.losses.add('comments', { place: wordsIn(line.content) });
        return;
      case 'draw:frame':
        this.#frame(element, marks, line);
        return;
      case 'draw:a':
      case 'text:ruby':
      case 'text:ruby-base':
      case 'text:meta':
        this.#read(element, marks, line);
        return;
      case 'text:ruby-text':
      case 'office:annotation-end':
      case 'text:soft-page-break':
      case 'text:bookmark':
      case 'text:bookmark-start':
      case 'text:bookmark-end':
        return;
      default:
        if (name.startsWith('draw:')) this.#shape(element, line);
        // Fields show what they were last.
        else this.#read(element, marks, line);
    }
  }

  #link(element: XmlElement, marks: readonly MarkJson[], line: OdtLine): void {
    const target = element.attributes['xlink:href'] ?? '';
    const href = target.startsWith('#') ? null : safeHref(target);
    if (href === null && target !== '') {
      this.#gathered.losses.add(target.startsWith('#') ? 'innerLinks' : 'unsafeLinks', {
        place: textBelow(element),
      });
    }
    this.#read(element, href === null ? marks : [...marks, { type: 'link', attrs: { href } }], line);
  }

  #note(element: XmlElement): NodeJson {
    const id = newBlockId();
    const [body] = elementsOf(element, 'text:note-body');
    if (body) this.notes.push({ id, body });
    return { type: 'footnoteReference', attrs: { noteId: id } };
  }

  /** A frame shows one of what it has: alternatives, the best first (ODF 1.3, part 3, 10.4.2). */
  #frame(frame: XmlElement, marks: readonly MarkJson[], line: OdtLine): void {
    const [box] = elementsOf(frame, 'draw:text-box');
    if (box) {
      this.#gathered.losses.add('textBoxes', { place: textBelow(box) });
      line.boxes.push(box);
      return;
    }
    const [object] = elementsOf(frame, 'draw:object');
    const formula = object && this.#formula(object);
    if (formula) {
      this.#gathered.losses.add('equations', { place: formula });
      line.content.push(...textNodes(formula, marks));
      return;
    }
    const alt =
      ['svg:desc', 'svg:title']
        .map((name) => elementsOf(frame, name).map(textBelow).join(''))
        .find((text) => text !== '') ?? '';
    if (object || elementsOf(frame, 'draw:object-ole').length > 0)
      this.#gathered.losses.add('drawings', { place: alt });
    const images = elementsOf(frame, 'draw:image').map(({ attributes }) => attributes['xlink:href'] ?? '');
    if (images.length > 0) line.content.push(...this.#picture(images, alt, marks));
    else if (!object) this.#gathered.losses.add('embedded', { place: alt });
  }

  #picture(hrefs: readonly string[], alt: string, marks: readonly MarkJson[]): NodeJson[] {
    for (const href of hrefs) {
      const name = href.replace(/^\.\//, '');
      const bytes = this.#odt.zip.read(name);
      const image =
        bytes &&
        this.#gathered.image({ key: name, name: name.replace(/^.*\//, ''), alt, content: () => bytes });
      if (image) return [image];
    }
    const isElsewhere = hrefs.some((href) => /^[a-z][a-z0-9+.-]*:|^\.\.|^\//i.test(href));
    this.#gathered.losses.add(isElsewhere ? 'remotePictures' : 'missingPictures', { place: alt });
    return textNodes(alt, marks);
  }

  /** What a formula that lies in the file says; null for another object. */
  #formula({ attributes }: XmlElement): string | null {
    const folder = (attributes['xlink:href'] ?? '').replace(/^\.\//, '').replace(/\/$/, '');
    const content = folder === '' ? null : this.#odt.zip.read(`${folder}/content.xml`);
    if (!content) return null;
    const root = readXml(content, ODT_NAMESPACES);
    if (!root.name.endsWith('math')) return null;
    const notes = elementsBelow(root, 'math:annotation').map(textBelow).join('');
    const words = textBelow(root).replace(/\s+/g, ' ').trim();
    return (notes === '' ? words : words.replace(notes.replace(/\s+/g, ' ').trim(), '')).trim();
  }

  #shape(element: XmlElement, line: OdtLine): void {
    const words = textBelow(element).trim();
    this.#gathered.losses.add('drawings', { place: words });
    if (words === '') return;
    this.#gathered.losses.add('textBoxes', { place: words });
    line.boxes.push(element);
  }
}

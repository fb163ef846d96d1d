import { AppError } from '@plenum/domain/errors';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { damaged, tooLarge } from '../zip/read-zip.ts';

/** How deep elements may lie, and how many there may be. */
const MOST_DEEP = 250;
const MOST_ELEMENTS = 1_000_000;

/** An element with its names under the prefixes that the readers here use, whatever the file calls them. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
}

/** What is told while XML is read. `position` is that behind the tag, in characters. */
export interface XmlVisitor {
  open?(tag: {
    name: string;
    prefix: string;
    attributes: XmlElement['attributes'];
    position: number;
    isEmpty: boolean;
  }): void;
  close?(name: string, position: number): void;
  text?(text: string): void;
}

/** Namespaces by the prefix that names them here. */
export type Namespaces = Readonly<Record<string, string>>;

/**
 * Reads XML (1.0, with namespaces) without building anything. A document type declaration is refused, so there are no entities but those
 * of XML itself, and nothing is fetched.
 * @throws AppError `invalid_input` for what is not well-formed, `too_large` for what is nested too deeply or has too many elements.
 */
export function visitXml(content: Uint8Array | string, namespaces: Namespaces, visitor: XmlVisitor): void {
  const prefixes = new Map(Object.entries(namespaces).map(([uri, prefix]) => [uri, prefix]));
  const nameOf = ({ uri, local, prefix }: { uri: string; local: string; prefix: string }): string => {
    const known = uri === '' ? '' : (prefixes.get(uri) ?? prefix);
    return known === '' ? local : `${known}:${local}`;
  };
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  let count = 0;
  parser.on('error', (error) => {
    throw damaged(error);
  });
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    depth += 1;
    count += 1;
    if (depth > MOST_DEEP || count > MOST_ELEMENTS) throw tooLarge();
    const attributes: Record<string, string> = Object.create(null);
    for (const attribute of Object.values(tag.attributes)) attributes[nameOf(attribute)] = attribute.value;
    const { position } = parser;
    visitor.open?.({
      name: nameOf(tag),
      prefix: tag.prefix,
      attributes,
      position,
      isEmpty: tag.isSelfClosing,
    });
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close?.(nameOf(tag), parser.position);
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  try {
    parser.write(textOf(content)).close();
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error);
  }
}

/** Reads XML into a tree; see {@link visitXml}. */
export function readXml(content: Uint8Array | string, namespaces: Namespaces): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  visitXml(content, namespaces, {
    open({ name, attributes }) {
      const element: XmlElement = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text: (text) => void open.at(-1)?.children.push(text),
  });
  const [first] = elementsOf(root);
  if (!first) throw damaged();
  return first;
}

/** The elements right below one, all or those of a name. */
export function elementsOf({ children }: XmlElement, name?: string): XmlElement[] {
  return children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** All elements of a name below one, however deep. */
export function elementsBelow(root: XmlElement, name: string): XmlElement[] {
  return elementsOf(root).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsBelow(child, name),
  ]);
}

/** All text below an element. */
export function textBelow({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textBelow(child))).join('');
}

/** The characters of an XML file: UTF-8, or UTF-16 where it begins with that mark. */
export function textOf(content: Uint8Array | string): string {
  if (typeof content === 'string') return content;
  const [first, second] = content;
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(content);
}

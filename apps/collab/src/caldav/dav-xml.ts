import { AppError } from '@plenum/domain/errors';
import { escapeXml } from '@plenum/formats/xml/write-xml';
import { SaxesParser } from 'saxes';

/** Namespaces: of WebDAV (RFC 4918), CalDAV (RFC 4791), and what calendar servers agreed on beside. */
export const DAV = 'DAV:';
export const CALDAV = 'urn:ietf:params:xml:ns:caldav';
export const CALENDAR_SERVER = 'http://calendarserver.org/ns/';

const PREFIXES: ReadonlyMap<string, string> = new Map([
  [DAV, 'd'],
  [CALDAV, 'c'],
  [CALENDAR_SERVER, 's'],
]);

/** How deep elements may lie in a request, and how many there may be. */
const MOST_DEEP = 30;
const MOST_ELEMENTS = 10_000;

/** The name of an element. */
export interface XmlName {
  uri: string;
  local: string;
}

/** An element of a request. */
export interface DavElement extends XmlName {
  attributes: ReadonlyMap<string, string>;
  children: DavElement[];
  text: string;
}

function noXml(cause?: unknown): AppError {
  return new AppError('invalid_input', 'The body of this request is no XML that can be read.', { cause });
}

/**
 * Reads the body of a request. A document type declaration is refused, so there are no entities but those of XML itself.
 * @throws AppError `invalid_input` for what is not well-formed, nested too deeply or has too many elements.
 */
export function readDavXml(text: string): DavElement {
  const root: DavElement = { uri: '', local: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw noXml(error);
  });
  parser.on('doctype', () => {
    throw noXml();
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    count += 1;
    if (open.length > MOST_DEEP || count > MOST_ELEMENTS) throw noXml();
    const own = new Map(Object.values(attributes).map((one) => [one.local, one.value]));
    const element: DavElement = { uri, local, attributes: own, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const add = (piece: string) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(text.replace(/^\ufeff/, '')).close();
  } catch (error) {
    throw error instanceof AppError ? error : noXml(error);
  }
  const [first] = root.children;
  if (!first) throw noXml();
  return first;
}

/** Whether an element has a name. */
export function isNamed(element: XmlName, uri: string, local: string): boolean {
  return element.uri === uri && element.local === local;
}

/** The first element of a name right below one. */
export function childOf(element: DavElement, uri: string, local: string): DavElement | undefined {
  return element.children.find((child) => isNamed(child, uri, local));
}

/** An element around finished XML; one of a namespace that nobody here knows names it itself. */
export function element({ uri, local }: XmlName, content = ''): string {
  const prefix = PREFIXES.get(uri);
  const name = prefix === undefined ? local : `${prefix}:${local}`;
  const own = prefix === undefined ? ` xmlns="${escapeXml(uri)}"` : '';
  return content === '' ? `<${name}${own}/>` : `<${name}${own}>${content}</${name}>`;
}

/** Elements of the three namespaces. */
export const dav = (local: string, content = '') => element({ uri: DAV, local }, content);
export const caldav = (local: string, content = '') => element({ uri: CALDAV, local }, content);

/** An address. */
export const href = (path: string) => dav('href', escapeXml(path));

/** A whole document around finished XML. */
export function xmlDocument(local: string, content: string): string {
  const names = [...PREFIXES].map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<d:${local}${names}>${content}</d:${local}>`;
}

import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** An element of a page. */
export type HtmlElement = DefaultTreeAdapterTypes.Element;
/** Whatever lies in an element. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** A page's elements from its root on. Parsing runs and fetches nothing (WHATWG HTML, "parsing HTML documents"). */
export function parseHtml(html: string): DefaultTreeAdapterTypes.Document {
  return parse(html);
}

/** Whether a node is an element. */
export function isElement(node: DefaultTreeAdapterTypes.Node): node is HtmlElement {
  return 'tagName' in node;
}

/** What an attribute says; null where there is none. */
export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((one) => one.name === name)?.value ?? null;
}

/** Whether an element has a class. */
export function hasClass(element: HtmlElement, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

/** All elements below a node in their order, however deep they lie. */
export function* elementsIn(root: DefaultTreeAdapterTypes.Node): Generator<HtmlElement> {
  const open: DefaultTreeAdapterTypes.Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isElement(node)) yield node;
    if ('childNodes' in node) open.push(...node.childNodes.toReversed());
  }
}

/** All text below a node, however deep it lies. */
export function textOfHtml(root: DefaultTreeAdapterTypes.Node): string {
  const pieces: string[] = [];
  const open: DefaultTreeAdapterTypes.Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if ('value' in node && node.nodeName === '#text') pieces.push(node.value);
    if ('childNodes' in node) open.push(...node.childNodes.toReversed());
  }
  return pieces.join('');
}

/** Characters of a page: what it says itself to be written in, else UTF-8, and windows-1252 for what that cannot be. */
export function decodeHtml(content: Uint8Array): string {
  const head = Buffer.from(content.subarray(0, 2048)).toString('latin1');
  const isWide = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : null;
  const said = isWide ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
  for (const label of [said, 'utf-8', 'windows-1252']) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(content);
    } catch {
      // It is written in another way.
    }
  }
  return new TextDecoder().decode(content);
}

import type { Node } from '@tiptap/pm/model';
import { documentLinkText } from '../schema/document-link.ts';
import { element, escapeHtml } from './markup.ts';

/** Links of one text whose titles are asked for; those beyond read as they were put in. */
const MOST_ASKED = 500;

const LINK = /<a class="document-link" dir="auto" href="\/d\/([\da-f-]{36})">([^<]*)<\/a>/gi;
const WANTED = /<span class="document-link wanted" dir="auto">([^<]*)<\/span>/g;

/** A link to a document, or the name of a page that is yet to be written, before anybody says what it is called and where it leads. */
export function documentLinkHtml(node: Node): string {
  const { documentId } = node.attrs;
  if (documentId !== null) return linkHtml(`/d/${documentId}`, documentLinkText(node));
  return element('span', { class: 'document-link wanted', dir: 'auto' }, escapeHtml(documentLinkText(node)));
}

/** The documents to which the HTML of a text leads by their titles, and the names of pages that are yet to be written, each once. */
export function linkedIn(html: string): { ids: string[]; names: string[] } {
  const found = (pattern: RegExp, read: (said: string) => string): string[] => {
    const all = new Set<string>();
    for (const [, said = ''] of html.matchAll(pattern)) {
      all.add(read(said));
      if (all.size >= MOST_ASKED) break;
    }
    return [...all];
  };
  return { ids: found(LINK, (id) => id.toLowerCase()), names: found(WANTED, unescapeHtml) };
}

/** What a reader is told of links between documents. */
export interface LinkTargets {
  /** What a document is called for them; nothing where they may not read it. */
  titleOf(id: string): string | undefined;
  /** Where they read it, for who are no members; null for nowhere. */
  hrefOf?(id: string): string | null;
  /** The document that a name leads to by now. */
  named?(name: string): { id: string; title: string } | undefined;
  /** Where a name leads of which there is no page yet, and what is said of it; without this nowhere. */
  wanted?: { hrefOf(name: string): string; title: string };
}

/** The HTML of a text, in which links between documents read and lead as one reader may know. */
export function withTargets(html: string, { titleOf, hrefOf, named, wanted }: LinkTargets): string {
  const led = html.replace(LINK, (whole, said: string, label: string) => {
    const id = said.toLowerCase();
    const title = titleOf(id);
    if (!hrefOf) return title === undefined ? whole : linkHtml(`/d/${id}`, title);
    const href = hrefOf(id);
    return href === null ? element('bdi', {}, label) : linkHtml(href, title ?? unescapeHtml(label));
  });
  if (!wanted) return hrefOf ? withoutWanted(led) : led;
  return led.replace(WANTED, (_whole, label: string) => {
    const name = unescapeHtml(label);
    const there = named?.(name);
    if (there) return linkHtml(`/d/${there.id}`, there.title);
    const attributes = { class: 'document-link wanted', dir: 'auto', href: wanted.hrefOf(name) };
    return element('a', { ...attributes, title: wanted.title }, label);
  });
}

/** The HTML of a text whose names of pages that are yet to be written are names alone. */
export function withoutWanted(html: string): string {
  return html.replace(WANTED, (_whole, label: string) => element('bdi', {}, label));
}

function linkHtml(href: string, title: string): string {
  return element('a', { class: 'document-link', dir: 'auto', href }, escapeHtml(title));
}

/** Undoes `escapeHtml`. */
function unescapeHtml(html: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => characters[name] ?? '');
}

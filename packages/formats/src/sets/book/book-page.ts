import { element, escapeHtml } from '@plenum/editor/html/markup';
import { fileAt } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { bodyFromSource, dataUrl } from '../../html/html-from-source.ts';
import { PAGE_STYLE } from '../../html/page-style.ts';
import { dayWords, type ExportPicture, type ExportWords, wholeHref } from '../../writing/export-source.ts';
import { linksAsText } from '../../writing/links-as-text.ts';

/** What a book says that is in no document. */
export interface BookWords extends ExportWords {
  /** Says of what day it is, which `{day}` stands for. */
  asOf: string;
}

/** A page of a book, before its text is asked for. */
export interface BookPlace {
  key: string;
  parent: string | null;
  title: string;
  icon: string | null;
}

/** What becomes a book. Pages are asked for one by one, once. */
export interface BookSource {
  title: string;
  /** The address of this instance, for links that lead out of the book. */
  baseUrl: string;
  now: Date;
  words: BookWords;
  /** All pages, each after the one that it lies below, and beside each other in their order. */
  places: readonly BookPlace[];
  page(key: string): Promise<{ content: NodeJson; pictures: ReadonlyMap<string, ExportPicture> }>;
  /** The key of the page that a link leads to, and the block there; null for any other link. */
  pageAt(href: string): { key: string; block: string | null } | null;
  onPart?(done: { parts: number; of: number }): void;
}

const STYLE = `
@page{size:A4;margin:18mm 16mm}
.cover{break-after:page;padding-top:80mm;text-align:center}
.cover h1{font-size:28pt;margin:0}
.cover p{color:var(--soft)}
nav.book{break-after:page}
nav.book ul{list-style:none;padding-inline-start:1.25rem;margin:0}
nav.book>ul{padding-inline-start:0}
nav.book a{display:inline-block;padding:.15rem 0}
article{break-before:page}
article:first-of-type{break-before:auto}
`;

/** What the page may do: show itself. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A branch or workspace as one page to be printed, in pieces: a cover, what is in it with links, and each page anew. It has all that it needs
 * in it, and asks nobody for anything. Details are unfolded: on paper nobody can click.
 */
export async function* writeBook(source: BookSource): AsyncGenerator<string, void> {
  const { title, words, places, now } = source;
  const day = dayWords(now.toISOString().slice(0, 10), words.locale);
  yield `<!doctype html>
<html lang="${escapeHtml(words.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
${element('title', {}, escapeHtml(title))}
<style>${PAGE_STYLE}${STYLE}</style>
</head>
<body>
<header class="cover">${element('h1', { dir: 'auto' }, escapeHtml(title))}${element('p', {}, escapeHtml(words.asOf.replace('{day}', day)))}</header>
<nav class="book">${element('h2', {}, escapeHtml(words.contents))}${contentsOf(places)}</nav>
`;
  const keys = new Set(places.map(({ key }) => key));
  let parts = 0;
  for (const { key, title: name } of places) {
    const { content, pictures } = await source.page(key);
    const linked = withBookLinks(linksAsText(safeDocument(content).toJSON()), { source, keys });
    const body = bodyFromSource({ content: linked, words }, (id) => dataUrl(pictures.get(id)));
    const heading = element('h1', { class: 'title', dir: 'auto' }, escapeHtml(name));
    yield element('article', { id: anchorOf(key) }, heading + body.replaceAll('<details', '<details open'));
    parts += 1;
    source.onPart?.({ parts, of: places.length });
  }
  yield '</body>\n</html>\n';
}

function anchorOf(key: string): string {
  return `page-${key}`;
}

/** The pages with links, each below the one that it lies below. */
function contentsOf(places: readonly BookPlace[]): string {
  const keys = new Set(places.map(({ key }) => key));
  const below = new Map<string | null, BookPlace[]>();
  for (const place of places) {
    const parent = place.parent !== null && keys.has(place.parent) ? place.parent : null;
    const beside = below.get(parent);
    if (beside) beside.push(place);
    else below.set(parent, [place]);
  }
  const list = (parent: string | null): string => {
    const items = (below.get(parent) ?? []).map(({ key, title, icon }) => {
      const name = `${icon === null ? '' : `${escapeHtml(icon)} `}${escapeHtml(title)}`;
      return element('li', {}, element('a', { href: `#${anchorOf(key)}`, dir: 'auto' }, name) + list(key));
    });
    return items.length === 0 ? '' : element('ul', {}, items.join(''));
  };
  return list(null);
}

interface Around {
  source: BookSource;
  keys: ReadonlySet<string>;
}

/** Links to pages of the book lead to them, those to anything else of this instance to its address. */
function withBookLinks(node: NodeJson, around: Around): NodeJson {
  const copy: NodeJson = { ...node };
  if (node.marks) copy.marks = node.marks.flatMap((mark) => markWith(mark, around));
  if (node.content) copy.content = node.content.map((child) => withBookLinks(child, around));
  return copy;
}

function markWith(mark: MarkJson, { source, keys }: Around): MarkJson[] {
  const href = mark.attrs?.href;
  if (mark.type !== 'link' || typeof href !== 'string') return [mark];
  const target = fileAt(href) === null ? source.pageAt(href) : null;
  const found =
    target !== null && keys.has(target.key)
      ? `#${target.block === null ? anchorOf(target.key) : `block-${target.block}`}`
      : wholeHref(href, source.baseUrl);
  return found === null ? [] : [{ ...mark, attrs: { ...mark.attrs, href: found } }];
}

import { element, escapeHtml } from '@plenum/editor/html/markup';
import type { NodeJson } from '@plenum/editor/schema/json';
import { bodyFromSource } from '../../html/html-from-source.ts';
import type { ExportWords } from '../../writing/export-source.ts';
import type { SitePlaces } from './site-places.ts';

/** What the pages of a site say that is in no document. */
export interface SiteWords extends ExportWords {
  /** The name of the list of pages beside each page. */
  pages: string;
  /** The name of the way from the top to a page. */
  path: string;
  /** What leads past the list. */
  skip: string;
}

/** What a page of the site may do: show itself, with the style sheet and files that lie beside it. */
const POLICY =
  "default-src 'none'; img-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'";

/** A page of the site. @param body HTML that is safe already. */
export function sitePage(of: {
  title: string;
  siteTitle: string;
  /** See {@link sitePath}. */
  path: string;
  body: string;
  /** From the page to where the site begins. */
  root: string;
  nav: string;
  words: SiteWords;
}): string {
  const { title, siteTitle, path, body, root, nav, words } = of;
  const name = title === siteTitle ? title : `${title} – ${siteTitle}`;
  return `<!doctype html>
<html lang="${escapeHtml(words.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="referrer" content="no-referrer">
${element('title', {}, escapeHtml(name))}
<link rel="stylesheet" href="${root}style.css">
</head>
<body class="site">
<a class="skip" href="#text">${escapeHtml(words.skip)}</a>
${nav}
<main id="text">
${path}
${element('h1', { class: 'title', dir: 'auto' }, escapeHtml(title))}
${body}
</main>
</body>
</html>
`;
}

/** The list of pages: around a page what lies beside it and beside what is above it, and what lies below it; on no page all of it. */
export function siteNav(
  places: SitePlaces,
  { key, root, words, siteTitle }: { key: string | null; root: string; words: SiteWords; siteTitle: string },
): string {
  const open = key === null ? null : new Set([...places.above(key), key]);
  const item = (page: string): string => {
    const current = page === key ? 'page' : null;
    const name = `${places.iconOf(page)}${escapeHtml(places.titleOf(page))}`;
    const link = element(
      'a',
      { href: `${root}${places.addressOf(page)}`, 'aria-current': current, dir: 'auto' },
      name,
    );
    return element('li', {}, link + (open === null || open.has(page) ? list(places.below(page)) : ''));
  };
  const list = (pages: readonly string[]): string =>
    pages.length === 0 ? '' : element('ul', {}, pages.map(item).join(''));
  const home = element(
    'p',
    {},
    element('a', { href: `${root}index.html`, dir: 'auto' }, escapeHtml(siteTitle)),
  );
  return element('nav', { class: 'pages', 'aria-label': words.pages }, home + list(places.below(null)));
}

/** The way from the top to a page. */
export function sitePath(places: SitePlaces, { key, words }: { key: string; words: SiteWords }): string {
  const above = places.above(key);
  if (above.length === 0) return '';
  const items = above.map((page) =>
    element(
      'li',
      {},
      element('a', { href: `../${places.addressOf(page)}`, dir: 'auto' }, escapeHtml(places.titleOf(page))),
    ),
  );
  return element('nav', { class: 'path', 'aria-label': words.path }, element('ol', {}, items.join('')));
}

/** The inside of a page. */
export function siteBody(
  content: NodeJson,
  { words, fileUrl }: { words: SiteWords; fileUrl(id: string): string | null },
): string {
  return bodyFromSource({ content, words }, fileUrl);
}

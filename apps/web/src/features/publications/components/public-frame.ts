import type { PublicLevel, PublicPageCard, PublicPlace, PublicSite } from '@plenum/domain/publications/types';
import { QUERY_LIMITS } from '@plenum/domain/search/query';
import { LANGUAGE_TAGS } from '@plenum/domain/workspaces/languages';
import { element, escapeHtml, openTag } from '@plenum/editor/html/markup';
import { isLocale, type Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { attachmentPath, publicPagesPath, publicPath } from '#lib/paths.ts';
import { pathOf } from './public-text.ts';

/** What every page of a publication needs to know. */
export interface FrameContext {
  site: PublicSite;
  /** Of the words around the texts. */
  locale: Locale;
  /** The public address of this Plenum. */
  publicUrl: string;
}

/** Languages whose lines begin at the right. */
const RIGHT_TO_LEFT: readonly string[] = ['ar', 'yi'];

/** In whose words a publication speaks: in the language of its workspace, or where we have no words in that, in the reader's. */
export function localeOf(site: Pick<PublicSite, 'language'>, reader: Locale): Locale {
  const tag = LANGUAGE_TAGS[site.language] ?? undefined;
  return isLocale(tag) ? tag : reader;
}

/** One page of a publication. */
interface FramedPage {
  title: string;
  /** For who is shown a preview of it. */
  description?: string;
  /** Where it is, below the public address; null for what has no address to be known by. */
  path: string | null;
  isIndexed: boolean;
  /** The document that is open, or none. */
  current?: PublicPageCard | null;
  place?: PublicPlace;
  /** What was searched for. */
  words?: string;
  main: string;
  /** Below the text. */
  end?: string;
}

/** A page of a publication as plain HTML without a script, in its look. */
export function framed(context: FrameContext, page: FramedPage): string {
  const { site, locale } = context;
  const texts = MESSAGES[locale].publicPage;
  const tag = LANGUAGE_TAGS[site.language] ?? locale;
  const tree = site.hasTree && page.place ? treeOf(context, page.place, page.current ?? null) : '';
  return `<!doctype html>
${openTag('html', { lang: tag, dir: RIGHT_TO_LEFT.includes(tag) ? 'rtl' : 'ltr', 'data-accent': site.accent })}
<head>
${headOf(context, page)}
</head>
<body>
<a class="skip" href="#text">${escapeHtml(texts.skip)}</a>
${headerOf(context, page, tree !== '')}
<div class="${tree === '' ? 'alone' : 'columns'}">
<main id="text">
${page.main}
</main>
${tree}
</div>
${footerOf(context, page.end ?? '')}
</body>
</html>
`;
}

function headOf(
  { site, publicUrl }: FrameContext,
  { title, description, path, isIndexed }: FramedPage,
): string {
  const whole = title === site.name ? title : `${title} · ${site.name}`;
  const meta = (name: string, content: string) => openTag('meta', { name, content });
  const property = (name: string, content: string) => openTag('meta', { property: name, content });
  const picture = pictureOf(site);
  const known =
    path === null
      ? []
      : [
          openTag('link', { rel: 'canonical', href: publicUrl + path }),
          ...(description ? [meta('description', description)] : []),
          property('og:type', 'website'),
          property('og:site_name', site.name),
          property('og:title', title),
          ...(description ? [property('og:description', description)] : []),
          property('og:url', publicUrl + path),
          ...(picture === null ? [] : [property('og:image', publicUrl + picture)]),
        ];
  return [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    ...(isIndexed ? [] : [meta('robots', 'noindex')]),
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(whole)}</title>`,
    ...known,
    ...['tokens', 'prose', 'public'].map((name) => `<link rel="stylesheet" href="/styles/${name}.css">`),
    '<link rel="icon" href="/icon.svg">',
    ...(site.hasFeed
      ? [
          openTag('link', {
            rel: 'alternate',
            type: 'application/atom+xml',
            title: site.name,
            href: feedOf(site),
          }),
        ]
      : []),
  ].join('\n');
}

function headerOf({ site, locale }: FrameContext, { words }: FramedPage, hasTree: boolean): string {
  const texts = MESSAGES[locale].publicPage;
  const picture = pictureOf(site);
  const image = picture === null ? '' : openTag('img', { src: picture, alt: '', height: 40 });
  const name = element(
    'a',
    { class: 'name', href: publicPath(site.slug), dir: 'auto' },
    image + escapeHtml(site.name),
  );
  const line = site.line === '' ? '' : element('p', { class: 'line', dir: 'auto' }, escapeHtml(site.line));
  const jump = hasTree ? element('a', { class: 'jump', href: '#pages' }, escapeHtml(texts.pages)) : '';
  const field = openTag('input', {
    ...{ id: 'q', name: 'q', type: 'search', value: words ?? '' },
    ...{ maxlength: QUERY_LIMITS.length, autocomplete: 'off', dir: 'auto', required: true },
  });
  const search = site.hasTree
    ? `<form role="search" action="${escapeHtml(publicPath(site.slug))}"><label for="q">${escapeHtml(texts.search)}</label>${field}<button>${escapeHtml(texts.find)}</button></form>`
    : '';
  return `<header><div class="who">${name}${line}</div>${search}${jump}</header>`;
}

/** The first page, and below it the way to where one is, with what lies beside and below that. */
function treeOf({ site, locale }: FrameContext, place: PublicPlace, current: PublicPageCard | null): string {
  const texts = MESSAGES[locale].publicPage;
  const levels = new Map(place.levels.map((level) => [level.parentId, level]));
  const link = (page: PublicPageCard) => {
    const isCurrent = page.documentId === current?.documentId;
    return element(
      'a',
      { href: pathOf(site, page), 'aria-current': isCurrent ? 'page' : null, dir: 'auto' },
      escapeHtml(page.title),
    );
  };
  // Each level is looked up once, so that no ring of them would be walked for ever.
  const below = (id: string): string => {
    const level = levels.get(id);
    levels.delete(id);
    return level ? listOf(level) : '';
  };
  const listOf = ({ pages, more }: PublicLevel): string => {
    const items = pages.map((page) => `<li>${link(page)}${below(page.documentId)}</li>`);
    if (more !== null)
      items.push(
        `<li>${element('a', { class: 'more', href: publicPagesPath(site.slug, more) }, escapeHtml(texts.more))}</li>`,
      );
    return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
  };
  const first = [...place.way, ...(current ? [current] : [])].find(
    ({ documentId }) => documentId === site.documentId,
  );
  const top = first
    ? link(first)
    : element('a', { href: publicPath(site.slug), dir: 'auto' }, escapeHtml(site.name));
  const all = element('a', { class: 'more', href: publicPagesPath(site.slug) }, escapeHtml(texts.allPages));
  return element('nav', { id: 'pages', 'aria-label': texts.pages }, `${top}${below(site.documentId)}${all}`);
}

function footerOf({ site, locale }: FrameContext, end: string): string {
  const texts = MESSAGES[locale].publicPage;
  const links = site.footerLinks.map(({ label, href }) =>
    element('a', { href, rel: 'noreferrer', dir: 'auto' }, escapeHtml(label)),
  );
  const feed = site.hasFeed ? [element('a', { href: feedOf(site) }, escapeHtml(texts.feed))] : [];
  const own = site.footer === '' ? '' : element('span', { dir: 'auto' }, escapeHtml(site.footer));
  return `<footer>${[own, ...links, end, ...feed, `<span>${escapeHtml(texts.madeWith)}</span>`].filter(Boolean).join('')}</footer>`;
}

function pictureOf({ documentId, slug, pictureId }: PublicSite): string | null {
  return pictureId === null ? null : attachmentPath({ documentId, slug }, pictureId);
}

function feedOf({ slug }: PublicSite): string {
  return `${publicPath(slug)}/feed.xml`;
}

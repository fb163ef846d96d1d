import type { PublicPlace } from '@plenum/domain/publications/types';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { longDay } from '#i18n/day.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { publicPath } from '#lib/paths.ts';
import type { PublicReading } from '../loaders.ts';
import { type FrameContext, framed } from './public-frame.ts';
import { contentsOf, pathOf, publicText } from './public-text.ts';

/** Characters of a description. */
const DESCRIPTION = 200;

/** A page for the public: plain HTML without a script, which names nobody. The places of what is shown within it are unfilled. */
export function publicPage(
  context: FrameContext,
  { page, place, linked }: Omit<PublicReading, 'site'>,
): string {
  const { site, locale } = context;
  const texts = MESSAGES[locale].publicPage;
  const isFirst = page.documentId === site.documentId;
  const changed = `${escapeHtml(texts.changed)} <time datetime="${page.updatedAt.toISOString()}">${escapeHtml(longDay(locale, page.updatedAt))}</time>`;
  return framed(context, {
    title: page.title,
    description: (isFirst && site.line) || shortened(page.text),
    path: pathOf(site, page),
    isIndexed: site.isIndexed,
    current: page,
    place,
    main: `${breadcrumbs(context, place)}
<h1 class="title" dir="auto">${escapeHtml(page.title)}</h1>
${contentsOf(page.content, { ...context, linked })}
<div class="prose">${publicText(page, { ...context, linked, keepsPlaces: true })}</div>
${beside(context, place)}`,
    end: `<span>${changed}</span>`,
  });
}

/** In place of a page that is not there; says the same whatever the reason. */
export function missingPublicPage(context: FrameContext, place: PublicPlace): string {
  const texts = MESSAGES[context.locale].publicPage;
  const start = element('a', { href: publicPath(context.site.slug) }, escapeHtml(texts.toStart));
  return framed(context, {
    title: texts.missingTitle,
    path: null,
    isIndexed: false,
    place,
    main: `<h1 class="title">${escapeHtml(texts.missingTitle)}</h1>\n<p>${escapeHtml(texts.missingText)}</p>\n<p>${start}</p>`,
  });
}

function breadcrumbs({ site, locale }: FrameContext, { way }: PublicPlace): string {
  if (way.length === 0) return '';
  const items = way.map(
    (page) => `<li>${element('a', { href: pathOf(site, page), dir: 'auto' }, escapeHtml(page.title))}</li>`,
  );
  return element(
    'nav',
    { class: 'way', 'aria-label': MESSAGES[locale].publicPage.way },
    `<ol>${items.join('')}</ol>`,
  );
}

function beside({ site, locale }: FrameContext, { before, after }: PublicPlace): string {
  const texts = MESSAGES[locale].publicPage;
  const links = [
    { page: before, rel: 'prev', label: texts.before },
    { page: after, rel: 'next', label: texts.after },
  ].map(({ page, rel, label }) => {
    if (!page) return '';
    const said = `<span>${escapeHtml(label)}</span> ${element('bdi', {}, escapeHtml(page.title))}`;
    return element('a', { href: pathOf(site, page), rel }, said);
  });
  return links.join('') === ''
    ? ''
    : element('nav', { class: 'beside', 'aria-label': texts.beside }, links.join(''));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= DESCRIPTION) return line;
  return `${line.slice(0, line.lastIndexOf(' ', DESCRIPTION) > 0 ? line.lastIndexOf(' ', DESCRIPTION) : DESCRIPTION).replace(/[\ud800-\udbff]$/, '')} …`;
}

import type { PublicHit, PublicPageCard } from '@plenum/domain/publications/types';
import { parseWords } from '@plenum/domain/search/query';
import { markedTitle, type SnippetPart } from '@plenum/domain/search/snippet';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { MESSAGES } from '#i18n/messages.ts';
import { publicPagesPath, publicPath, publicSearchPath } from '#lib/paths.ts';
import { type FrameContext, framed } from './public-frame.ts';
import { pathOf } from './public-text.ts';

/** What was found, with what was looked for marked; or why nothing was looked for. */
export function publicSearch(
  context: FrameContext,
  {
    words,
    page,
    result,
  }: { words: string; page: number; result: { hits: PublicHit[]; hasMore: boolean } | 'tooMany' | 'tooLong' },
): string {
  const { site, locale } = context;
  const texts = MESSAGES[locale].publicPage;
  return framed(context, {
    title: texts.results,
    path: null,
    isIndexed: false,
    words,
    main: `<h1 class="title">${escapeHtml(texts.results)}</h1>\n${found()}`,
  });

  function found(): string {
    if (typeof result === 'string') return `<p role="alert">${escapeHtml(texts[result])}</p>`;
    const { hits, hasMore } = result;
    const hint = `<p class="hint">${escapeHtml(texts.hint)}</p>`;
    if (hits.length === 0) return `<p>${escapeHtml(texts.none)}</p>\n${hint}`;
    const terms = parseWords(words);
    const items = hits.map((hit) => {
      const title = element(
        'a',
        { href: pathOf(site, hit), dir: 'auto' },
        marked(markedTitle(hit.title, terms)),
      );
      return `<li><h2>${title}</h2>${element('p', { dir: 'auto' }, marked(hit.snippet))}</li>`;
    });
    const links = pageLinks(texts, {
      before: page > 0 ? publicSearchPath(site.slug, words, page - 1) : null,
      after: hasMore ? publicSearchPath(site.slug, words, page + 1) : null,
    });
    return `<ol class="found">${items.join('')}</ol>\n${links}\n${hint}`;
  }
}

/** All pages in the order of the tree. */
export function publicList(
  context: FrameContext,
  { from, pages, next }: { from: number; pages: (PublicPageCard & { depth: number })[]; next: number | null },
): string {
  const { site, locale } = context;
  const texts = MESSAGES[locale].publicPage;
  const items = pages.map((page) => {
    const link = element('a', { href: pathOf(site, page), dir: 'auto' }, escapeHtml(page.title));
    return element('li', { class: `depth-${Math.min(page.depth, 8)}` }, link);
  });
  const links = pageLinks(texts, {
    before: from > 0 ? publicPagesPath(site.slug) : null,
    after: next === null ? null : publicPagesPath(site.slug, next),
  });
  return framed(context, {
    title: texts.allPages,
    path: null,
    isIndexed: false,
    main: `<h1 class="title">${escapeHtml(texts.allPages)}</h1>
<ul class="all">${items.join('')}</ul>
${links}
<p>${element('a', { href: publicPath(site.slug) }, escapeHtml(texts.toStart))}</p>`,
  });
}

function pageLinks(
  texts: { beside: string; before: string; after: string },
  to: { before: string | null; after: string | null },
): string {
  const link = (href: string | null, rel: string, label: string) =>
    href === null ? '' : element('a', { href, rel }, escapeHtml(label));
  const links = link(to.before, 'prev', texts.before) + link(to.after, 'next', texts.after);
  return links === '' ? '' : element('nav', { class: 'beside', 'aria-label': texts.beside }, links);
}

function marked(parts: readonly SnippetPart[]): string {
  return parts
    .map(({ text, isMatch }) => (isMatch ? element('mark', {}, escapeHtml(text)) : escapeHtml(text)))
    .join('');
}

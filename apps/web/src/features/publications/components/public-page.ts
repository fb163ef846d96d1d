import type { PublicPageCard, PublicPageView } from '@plenum/domain/publications/types';
import { withTargets } from '@plenum/editor/html/document-links';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { isRecord, type NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { branchNavigation } from '#features/documents/components/branch-navigation.ts';
import { scrollingHtml } from '#features/documents/components/scrolling-html.ts';
import { longDay } from '#i18n/day.ts';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { atomXml } from '#lib/atom-xml.ts';
import { documentHtml } from '#lib/document-html.ts';
import { attachmentPath, documentPath, publicPath } from '#lib/paths.ts';

/** A page for the public: plain HTML without a script, which names nobody. */
export function publicPage({
  locale,
  slug,
  page,
  pages,
  isIndexed,
  hasFeed,
}: {
  locale: Locale;
  slug: string;
  page: PublicPageView;
  pages: PublicPageCard[];
  isIndexed: boolean;
  hasFeed: boolean;
}): string {
  const texts = MESSAGES[locale].publicPage;
  const changed = longDay(locale, page.updatedAt);
  const feed = `${publicPath(slug)}/feed.xml`;
  const addresses = addressesOf(slug, pages);
  const documents = pages.map(({ documentId: id, parentId, title }) => ({ id, parentId, title }));
  const current = pages.find((one) => one.slug === page.slug)?.documentId ?? '';
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${isIndexed ? '' : '<meta name="robots" content="noindex">'}
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="/styles/tokens.css">
<link rel="stylesheet" href="/styles/prose.css">
<link rel="stylesheet" href="/share/share.css">
<link rel="icon" href="/icon.svg">
${hasFeed ? element('link', { rel: 'alternate', type: 'application/atom+xml', href: feed }, '').replace('</link>', '') : ''}
</head>
<body>
<a class="skip" href="#text">${escapeHtml(texts.skip)}</a>
${branchNavigation({ documents, current, label: texts.pages, hrefOf: ({ id }) => addresses.get(documentPath(id)) ?? '' })}
<main id="text">
<h1 class="title" dir="auto">${escapeHtml(page.title)}</h1>
<div class="prose">${textOf(page, { locale, slug, pages, documentId: current })}</div>
</main>
<footer><span>${escapeHtml(texts.changed)} <time datetime="${page.updatedAt.toISOString()}">${escapeHtml(changed)}</time></span>${hasFeed ? element('a', { href: feed }, escapeHtml(texts.feed)) : ''}<span>${escapeHtml(texts.madeWith)}</span></footer>
</body>
</html>
`;
}

/**
 * The text of a page as HTML, in which links to documents that are public lead to where the public reads them.
 * @param origin stands before the addresses of files, for who reads it elsewhere.
 */
export function textOf(
  page: PublicPageView,
  {
    locale,
    slug,
    pages,
    documentId,
    origin = '',
  }: { locale: Locale; slug: string; pages: PublicPageCard[]; documentId: string; origin?: string },
): string {
  const fileUrl = (id: string) => origin + attachmentPath({ documentId, slug }, id);
  const addresses = addressesOf(slug, pages);
  const content = isRecord(page.content) ? redirected(safeDocument(page.content).toJSON(), addresses) : null;
  if (!content) return '';
  // What is not public has neither an address for the public nor a title.
  const titles = new Map(pages.map((one) => [one.documentId, one.title]));
  const targets = {
    titleOf: (id: string) => titles.get(id),
    hrefOf: (id: string) => addresses.get(documentPath(id)) ?? null,
  };
  return scrollingHtml(withTargets(documentHtml(content, { locale, fileUrl }), targets));
}

/** Where the public reads each document, by where its members do. */
function addressesOf(slug: string, pages: readonly PublicPageCard[]): ReadonlyMap<string, string> {
  return new Map(
    pages.map(({ documentId, parentId, slug: page }) => [
      documentPath(documentId),
      publicPath(slug, parentId === null ? null : page),
    ]),
  );
}

function redirected(node: NodeJson, addresses: ReadonlyMap<string, string>): NodeJson {
  const marks = node.marks?.map((mark) => {
    const address = addresses.get(String(mark.attrs?.href ?? ''));
    return address === undefined ? mark : { ...mark, attrs: { ...mark.attrs, href: address } };
  });
  const content = node.content?.map((child) => redirected(child, addresses));
  return { ...node, ...(marks && { marks }), ...(content && { content }) };
}

/** What is new in a publication, as Atom (RFC 4287). It names nobody. */
export function atomFeed({
  locale,
  origin,
  slug,
  title,
  pages,
}: {
  locale: Locale;
  /** The public address. */
  origin: string;
  slug: string;
  title: string;
  pages: (PublicPageView & { documentId: string; isFirst: boolean })[];
}): string {
  const self = `${origin}${publicPath(slug)}`;
  return atomXml({
    id: self,
    title,
    author: title,
    page: self,
    self: `${self}/feed.xml`,
    entries: pages.map(({ documentId, isFirst, ...page }) => ({
      id: `urn:uuid:${documentId}`,
      title: page.title,
      page: `${origin}${publicPath(slug, isFirst ? null : page.slug)}`,
      publishedAt: page.publishedAt,
      updatedAt: page.updatedAt,
      html: textOf(page, { locale, slug, pages: [], documentId, origin }),
    })),
  });
}

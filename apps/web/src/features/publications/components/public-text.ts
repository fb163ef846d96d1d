import { isId } from '@plenum/domain/ids';
import type { PublicPageCard, PublicSite } from '@plenum/domain/publications/types';
import { withTargets } from '@plenum/editor/html/document-links';
import { headingAnchor } from '@plenum/editor/html/html-from-json';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { headingsOf } from '@plenum/editor/schema/contents';
import { isRecord, type NodeJson } from '@plenum/editor/schema/json';
import { withReferences } from '@plenum/editor/schema/references';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { documentHtml, shownHtml } from '#lib/document-html.ts';
import { attachmentPath, publicPath } from '#lib/paths.ts';
import { withWidths } from '#lib/picture-widths.ts';
import { scrollingHtml } from '#lib/scrolling-html.ts';

/** Headings from which on a page has a table of contents, and that are listed in it. */
const CONTENTS_FROM = 4;
const MOST_CONTENTS = 100;
/** How deep a text is looked through, beyond what any may have, and documents that it may lead to. */
const MOST_DEPTH = 200;
const MOST_LINKS = 2_000;

/** Links that are left between documents lead nowhere. */
const NOWHERE = { titleOf: () => undefined, hrefOf: () => null };

/** For whom a text is written, and which of the documents that it leads to are public. */
export interface TextContext {
  locale: Locale;
  site: Pick<PublicSite, 'slug' | 'documentId'>;
  linked: readonly PublicPageCard[];
  /** The public address of this Plenum. */
  publicUrl: string;
  /** Whether places of other texts that are public stay, to be filled; else they are links, and there are no lists of the pages below. */
  keepsPlaces?: boolean;
  /** Stands before addresses of this Plenum, for who reads the text elsewhere. */
  origin?: string;
}

/** What is written of a public document, or of a part of it. */
interface PublicPart {
  documentId: string;
  content: unknown;
}

/** Where the public reads a page. */
export function pathOf(
  site: TextContext['site'],
  { documentId, slug }: { documentId: string; slug: string },
): string {
  return publicPath(site.slug, documentId === site.documentId ? null : slug);
}

/**
 * The text of a page as HTML. What leads to a document that is public with it leads to where the public reads that; what leads to any
 * other document of this Plenum leads nowhere, so that nothing is told of it.
 */
export function publicText(page: PublicPart, context: TextContext): string {
  return written(page, context, documentHtml);
}

/** The same to be shown within another page. */
export function publicPart(page: PublicPart & Pick<PublicPageCard, 'slug'>, context: TextContext): string {
  return written(page, context, (doc, reader) =>
    shownHtml(doc, { ...reader, page: pathOf(context.site, page) }),
  );
}

function written(
  { documentId, content }: PublicPart,
  context: TextContext,
  html: typeof documentHtml,
): string {
  const doc = publicDocument(content, context);
  if (doc === null) return '';
  const { locale, site, origin = '' } = context;
  const fileUrl = (id: string) => origin + attachmentPath({ documentId, slug: site.slug }, id);
  // A page that is yet to be written is a name, and no more.
  return scrollingHtml(withWidths(withTargets(html(doc, { locale, fileUrl }), NOWHERE)));
}

/** The headings of a long text as links to them; nothing for a short one, and for one that has a table of contents of its own. */
export function contentsOf(content: unknown, context: TextContext): string {
  const doc = safeDocument(publicDocument(content, context));
  const label = MESSAGES[context.locale].publicPage.onThisPage;
  const hasOwn = doc.children.some(({ type }) => type.name === 'tableOfContents');
  const headings = hasOwn ? [] : headingsOf(doc);
  if (headings.length < CONTENTS_FROM) return '';
  const items = headings.slice(0, MOST_CONTENTS).map(({ node }) => {
    const href = `#${headingAnchor(String(node.attrs.id))}`;
    const link = element('a', { href, dir: 'auto' }, escapeHtml(node.textContent));
    return element('li', { class: `level-${Number(node.attrs.level)}` }, link);
  });
  const list = `<details open><summary>${escapeHtml(label)}</summary><ul>${items.join('')}</ul></details>`;
  return element('nav', { class: 'contents-of-page', 'aria-label': label }, list);
}

/** The documents of this Plenum that a text leads to or stands for, from whoever wrote it. */
export function documentsIn(content: unknown, publicUrl: string): string[] {
  const ids = new Set<string>();
  const look = (node: unknown, depth: number): void => {
    if (!isRecord(node) || depth > MOST_DEPTH || ids.size >= MOST_LINKS) return;
    const documentId = isRecord(node.attrs) ? node.attrs.documentId : null;
    if (typeof documentId === 'string' && isId(documentId)) ids.add(documentId);
    for (const mark of Array.isArray(node.marks) ? node.marks : []) {
      const href = isRecord(mark) && isRecord(mark.attrs) ? mark.attrs.href : null;
      const target = targetOf(href, publicUrl);
      if (target && isId(target.documentId)) ids.add(target.documentId);
    }
    for (const child of Array.isArray(node.content) ? node.content : []) look(child, depth + 1);
  };
  look(content, 0);
  return [...ids];
}

function publicDocument(content: unknown, context: TextContext): NodeJson | null {
  if (!isRecord(content)) return null;
  const addresses = new Map(
    context.linked.map((page) => [
      page.documentId,
      { title: page.title, href: (context.origin ?? '') + pathOf(context.site, page) },
    ]),
  );
  const { locale } = context;
  const texts = MESSAGES[locale].publicPage;
  const referring = withReferences({ ...content, type: 'doc' }, (documentId, { type, attrs = {} }) => {
    const page = addresses.get(documentId);
    if (page && context.keepsPlaces && type === 'transclusion') return [{ type, attrs }];
    const marks = page && [{ type: 'link', attrs: { href: page.href } }];
    return [{ type: 'text', text: page?.title || texts.notPublic, ...(marks && { marks }) }];
  });
  const { publicUrl, keepsPlaces = false } = context;
  return redirected(safeDocument(referring).toJSON(), { addresses, publicUrl, keepsPlaces });
}

function redirected(
  node: NodeJson,
  to: { addresses: ReadonlyMap<string, { href: string }>; publicUrl: string; keepsPlaces: boolean },
): NodeJson {
  const marks = node.marks?.flatMap((mark) => {
    const target = targetOf(mark.attrs?.href, to.publicUrl);
    if (!target) return [mark];
    const page = to.addresses.get(target.documentId);
    return page && target.isItself
      ? [{ ...mark, attrs: { ...mark.attrs, href: page.href + target.fragment } }]
      : [];
  });
  const content = node.content
    ?.filter(({ type }) => to.keepsPlaces || type !== 'childPages')
    .map((child) => redirected(child, to));
  return { ...node, ...(marks && { marks }), ...(content && { content }) };
}

/** The document of this Plenum that an address leads to, or to something beside it; null for any other address. */
function targetOf(
  href: unknown,
  publicUrl: string,
): { documentId: string; isItself: boolean; fragment: string } | null {
  if (typeof href !== 'string') return null;
  const path = href.toLowerCase().startsWith(publicUrl.toLowerCase()) ? href.slice(publicUrl.length) : href;
  const [, documentId, beside, fragment] = /^\/d\/([^/?#]+)([^#]*)(#.*)?$/i.exec(path) ?? [];
  if (documentId === undefined) return null;
  return {
    documentId: documentId.toLowerCase(),
    isItself: !/^\/?[^?]/.test(beside ?? ''),
    fragment: fragment ?? '',
  };
}

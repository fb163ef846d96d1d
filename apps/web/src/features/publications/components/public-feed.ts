import type { PublicPageCard, PublicPageView } from '@plenum/domain/publications/types';
import { atomXml } from '#lib/atom-xml.ts';
import { publicPath } from '#lib/paths.ts';
import type { FrameContext } from './public-frame.ts';
import { pathOf, publicText } from './public-text.ts';

/** What is new in a publication, as Atom (RFC 4287). It names nobody. */
export function publicFeed(
  { site, locale, publicUrl }: FrameContext,
  { pages, linked }: { pages: PublicPageView[]; linked: PublicPageCard[] },
): string {
  const self = `${publicUrl}${publicPath(site.slug)}`;
  return atomXml({
    id: self,
    title: site.name,
    author: site.name,
    page: self,
    self: `${self}/feed.xml`,
    entries: pages.map((page) => ({
      id: `urn:uuid:${page.documentId}`,
      title: page.title,
      page: publicUrl + pathOf(site, page),
      publishedAt: page.publishedAt,
      updatedAt: page.updatedAt,
      html: publicText(page, { locale, site, linked, publicUrl, origin: publicUrl }),
    })),
  });
}

import { createHash } from 'node:crypto';
import { getDocument } from '@plenum/database/documents/reads';
import { countIndexed, listIndexed, MAP_PAGES } from '@plenum/database/publications/indexed';
import {
  findPlace,
  findPublicPage,
  findSite,
  listLinked,
  listNewest,
  listPublicLevels,
  listPublicPages,
  listPublicStates,
} from '@plenum/database/publications/public-pages';
import { findPublicAddress, findPublication, listPictures } from '@plenum/database/publications/reads';
import { searchPublic } from '@plenum/database/publications/search';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { AttachmentId } from '@plenum/domain/ids';
import type {
  PublicationCard,
  PublicHit,
  PublicPageCard,
  PublicPageView,
  PublicPlace,
  PublicSite,
} from '@plenum/domain/publications/types';
import { parseWords } from '@plenum/domain/search/query';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import type { ShownTarget } from '@plenum/editor/schema/shown-path';
import type { Locale } from '#i18n/locale.ts';
import { asPublic } from '#lib/as-public.ts';
import { database } from '#lib/database.ts';
import { publicPagesPath, publicPath } from '#lib/paths.ts';
import { type Difference, differenceOf } from '#lib/public-difference.ts';
import { inPublicSearchSlot } from '#lib/public-search-slots.ts';
import { forPage, grantFor } from '#lib/session.ts';
import { type KeptParts, keptParts } from '#lib/shown/kept-parts.ts';
import {
  keyOf,
  MOST_BELOW,
  MOST_BELOW_EACH,
  type PageBelow,
  type PageLater,
  type PageSource,
  type PagesBelow,
  type ShownPage,
} from '#lib/shown/page-source.ts';
import { orLater, type Published, publishedParts, stateOf, type Wanted } from '#lib/shown/published-parts.ts';
import { documentsIn, pathOf, publicPart } from './components/public-text.ts';

/** What the page about a document's public version shows. */
export interface PublicView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** Null where the document is not public. */
  publication: PublicationCard | null;
  /** What is not public as it is now; null where nothing is public. */
  difference: Difference | null;
  /** Of the document, for the look. */
  pictures: { id: AttachmentId; name: string }[];
}

/** How a document is public, and what would change. */
export function loadPublicView(id: string): Promise<PublicView> {
  const load = async () => {
    const grant = await grantFor('document.share', id);
    const read = await grantFor('document.read', id);
    const [document, workspace, publication, pictures] = await Promise.all([
      getDocument(read),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      findPublication(grant),
      listPictures(grant),
    ]);
    const difference = publication && (await differenceOf(grant, publication));
    return { document, workspace, publication, difference, pictures };
  };
  return forPage(load);
}

/** The path where the public reads a document, for whoever reads it inside; null where the public does not. */
export function loadPublicPath(id: string): Promise<string | null> {
  return forPage(async () => {
    const address = await findPublicAddress(await grantFor('document.read', id));
    return address && publicPath(address.slug, address.page);
  });
}

/** A page that the public reads with what is around it. */
export interface PublicReading {
  site: PublicSite;
  page: PublicPageView;
  place: PublicPlace;
  /** The pages of the publication that its text leads to. */
  linked: PublicPageCard[];
}

/** A page that the public reads; without the page where only the publication is there, null where neither is. */
export async function loadPublicPage(
  slug: string,
  page: string | null,
): Promise<PublicReading | { site: PublicSite; page: null; place: PublicPlace } | null> {
  const grant = await asPublic();
  const site = await findSite(grant, slug);
  if (!site) return null;
  const found = await findPublicPage(grant, { site, page });
  if (!found) return { site, page: null, place: await findPlace(grant, { site, page: null }) };
  const ids = documentsIn(found.content, database().publicUrl);
  const [place, linked] = await Promise.all([
    findPlace(grant, { site, page: found }),
    listLinked(grant, { site, ids }),
  ]);
  return { site, page: found, place, linked };
}

/** All pages of a publication, a page of the list at a time; null where there are not several. */
export async function loadPublicList(slug: string, from: number) {
  const grant = await asPublic();
  const site = await findSite(grant, slug);
  if (!site?.hasTree) return null;
  return { site, ...(await listPublicPages(grant, { site, from })) };
}

/** What the public finds. */
export interface PublicFound {
  site: PublicSite;
  hits: PublicHit[];
  hasMore: boolean;
}

/**
 * What somebody without an account finds in a publication; null where there is nothing to search.
 * @param address that they come from
 * @throws AppError `too_many` and `unavailable`
 */
export async function loadPublicSearch(
  slug: string,
  { typed, page, address }: { typed: string; page: number; address: string },
): Promise<PublicFound | null> {
  const grant = await asPublic();
  const site = await findSite(grant, slug);
  if (!site?.hasTree) return null;
  const terms = parseWords(typed);
  const found = await inPublicSearchSlot(address, () => searchPublic(grant, { site, terms, page }));
  return { site, ...found };
}

/** What the public is shown within a page of a publication: what that publishes itself, as it was published. */
export function publicSource({ site, page, linked: known }: PublicReading, locale: Locale): PageSource {
  const cards = new Map(known.map((card) => [String(card.documentId), card]));
  const hrefOf = ({ documentId, blockId }: ShownTarget) => {
    const card = cards.get(documentId);
    return `${card ? pathOf(site, card) : publicPath(site.slug)}${blockId === null ? '' : `#block-${blockId}`}`;
  };
  return {
    hrefOf,
    async pages(targets) {
      const grant = await asPublic();
      const ids = [...new Set(targets.map(({ documentId }) => documentId))];
      const wanted = (await listPublicStates(grant, { site, ids })).map((page): Wanted => {
        cards.set(page.documentId, page);
        const here = targets.filter(({ documentId }) => documentId === page.documentId);
        const blocks = [...new Set(here.map(({ blockId }) => blockId))];
        return { page, blocks, leadsOf: (content) => documentsIn(content, database().publicUrl) };
      });
      const texts = await Promise.all(wanted.map((one) => orLater(() => publishedParts(site, one))));
      const leads = texts.flatMap((text) => (text === 'later' ? [] : (text?.leads ?? [])));
      const linked = await listLinked(grant, { site, ids: [...new Set(leads)] });
      for (const card of linked) cards.set(card.documentId, card);
      const found = new Map<string, ShownPage | PageLater>();
      const write = async (one: Wanted, index: number) => {
        const text = texts[index];
        const parts =
          text && text !== 'later'
            ? await orLater(() => writtenParts(text, { ...one, site, locale, linked }))
            : text;
        if (!parts) return;
        const { title, documentId } = one.page;
        for (const blockId of one.blocks) {
          const at = { documentId, blockId };
          const href = hrefOf(at);
          const part = parts === 'later' ? null : parts.get(blockId);
          if (parts === 'later') found.set(keyOf(at), { href, html: null });
          else if (part) found.set(keyOf(at), { at, title, icon: null, href, ...part });
        }
      };
      // All wait for their turns at once: one after the other they would wait behind whoever comes meanwhile, twenty times.
      await Promise.all(wanted.map(write));
      return found;
    },
    below: (levels) => pagesBelow({ site, page }, levels),
  };
}

/** A text as HTML, which is another one where what it leads to has another name or address. */
function writtenParts(
  { parts, leads }: Published,
  {
    site,
    locale,
    linked: all,
    ...wanted
  }: Wanted & { site: PublicSite; locale: Locale; linked: readonly PublicPageCard[] },
): Promise<KeptParts['parts']> {
  const linked = all.filter(({ documentId }) => leads.includes(documentId));
  const make = async (): Promise<KeptParts> => {
    const context = { site, locale, linked, publicUrl: database().publicUrl, keepsPlaces: true };
    const written = [...parts].map(([blockId, part]) => {
      if (!part) return [blockId, null] as const;
      const html = publicPart({ ...wanted.page, content: part.content }, context);
      return [blockId, { html, isWhole: part.isWhole }] as const;
    });
    return { seq: 0, parts: new Map(written) };
  };
  const addresses = linked.map(({ documentId, slug, title }) => [documentId, slug, title]).sort();
  const around = JSON.stringify([site.slug, wanted.page.slug, addresses]);
  const hash = createHash('sha256').update(around).digest('base64url');
  return keptParts(`public ${locale} ${stateOf(site, wanted)} ${hash}`, { seq: 0, make, line: 'public' });
}

async function pagesBelow(
  { site, page }: Pick<PublicReading, 'site' | 'page'>,
  levels: number,
): Promise<PagesBelow | null> {
  const grant = await asPublic();
  const item = (card: PublicPageCard, below: readonly PageBelow[] = []): PageBelow => {
    return { id: card.documentId, title: card.title, icon: null, href: pathOf(site, card), below };
  };
  const [first] = await listPublicLevels(grant, { site, parentIds: [page.documentId], most: MOST_BELOW });
  if (!first) return null;
  const parentIds = levels > 1 ? first.pages.map(({ documentId }) => documentId) : [];
  const second = await listPublicLevels(grant, { site, parentIds, most: MOST_BELOW_EACH });
  const more = [...second, first].map((level) => level.more).filter((at) => at !== null);
  return {
    pages: first.pages.map((card) =>
      item(
        card,
        second.find(({ parentId }) => parentId === card.documentId)?.pages.map((one) => item(one)),
      ),
    ),
    more: more.length === 0 ? null : publicPagesPath(site.slug, Math.min(...more)),
  };
}

/** What is new in a publication; null where there is no feed. */
export async function loadFeed(slug: string) {
  const grant = await asPublic();
  const site = await findSite(grant, slug);
  if (!site?.hasFeed) return null;
  const pages = await listNewest(grant, site);
  const ids = pages.flatMap(({ content }) => documentsIn(content, database().publicUrl));
  return { site, pages, linked: await listLinked(grant, { site, ids: [...new Set(ids)] }) };
}

/** How many maps there are of what search engines may show. */
export async function loadMapCount(): Promise<number> {
  return Math.ceil((await countIndexed(await asPublic())) / MAP_PAGES);
}

/** What search engines may show, as much as is in one map. @param part from 0 */
export async function loadIndexed(part: number) {
  return listIndexed(await asPublic(), part);
}

import { getDocument } from '@plenum/database/documents/reads';
import { countIndexed, listIndexed, MAP_PAGES } from '@plenum/database/publications/indexed';
import {
  findPlace,
  findPublicPage,
  findSite,
  listLinked,
  listNewest,
  listPublicPages,
} from '@plenum/database/publications/public-pages';
import { findPublication, listPictures } from '@plenum/database/publications/reads';
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
import { database } from '#lib/database.ts';
import { type Difference, differenceOf } from '#lib/public-difference.ts';
import { inPublicSearchSlot } from '#lib/public-search-slots.ts';
import { forPage, grantFor } from '#lib/session.ts';
import { asPublic } from './as-public.ts';
import { documentsIn } from './components/public-text.ts';

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

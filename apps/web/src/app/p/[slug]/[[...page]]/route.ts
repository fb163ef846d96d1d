import { AppError } from '@plenum/domain/errors';
import type { PublicSite } from '@plenum/domain/publications/types';
import { QUERY_LIMITS } from '@plenum/domain/search/query';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { publicFeed } from '#features/publications/components/public-feed.ts';
import { type FrameContext, localeOf } from '#features/publications/components/public-frame.ts';
import { publicList, publicSearch } from '#features/publications/components/public-lists.ts';
import { missingPublicPage, publicPage } from '#features/publications/components/public-page.ts';
import {
  loadFeed,
  loadPublicList,
  loadPublicPage,
  loadPublicSearch,
  publicSource,
} from '#features/publications/loaders.ts';
import { missingPage } from '#features/shares/components/share-page.ts';
import { database } from '#lib/database.ts';
import { etagOf, hasState } from '#lib/etag.ts';
import { fillPlaces } from '#lib/shown/fill-places.ts';

type Context = { params: Promise<{ slug: string; page?: string[] }> };

const HTML = 'text/html';

/**
 * What the public reads: a page; below `feed.xml` what is new; at the first page with `q` what is found, and with `pages` the list of all
 * pages.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug: rawSlug, page: rest = [] } = await params;
  const [slug = '', page = null, ...tooMuch] = [rawSlug, ...rest].map(decoded);
  if (tooMuch.length > 0) return missing(slug);
  if (page === 'feed.xml') return (await feed(request, slug)) ?? missing(slug);
  const asked = new URL(request.url).searchParams;
  const words = asked.get('q')?.slice(0, QUERY_LIMITS.length).trim();
  if (page === null && words) return (await found(slug, words, asked.get('page'))) ?? missing(slug);
  const from = asked.get('pages');
  if (page === null && from !== null) return (await list(request, slug, from)) ?? missing(slug);
  const reading = await loadPublicPage(slug, page);
  if (!reading?.page) return missing(slug, reading);
  const context = await contextOf(reading.site);
  const { isIndexed } = reading.site;
  const { locale } = context;
  const { documentId } = reading.page;
  const source = publicSource(reading, locale);
  const body = await fillPlaces(publicPage(context, reading), { documentId, locale, source });
  return answer(request, { body, type: HTML, isIndexed, site: reading.site });
}

async function feed(request: Request, slug: string): Promise<Response | null> {
  const news = await loadFeed(slug);
  if (!news) return null;
  const body = publicFeed(await contextOf(news.site), news);
  return answer(request, { body, type: 'application/atom+xml', isIndexed: false, site: news.site });
}

async function list(request: Request, slug: string, from: string): Promise<Response | null> {
  const at = /^\d{1,6}$/.test(from) ? Number(from) : 0;
  const all = await loadPublicList(slug, at);
  if (!all) return null;
  const body = publicList(await contextOf(all.site), { from: at, ...all });
  return answer(request, { body, type: HTML, isIndexed: false, site: all.site });
}

/** Nobody keeps what somebody searched for. */
async function found(slug: string, words: string, pageNumber: string | null): Promise<Response | null> {
  const page = /^[1-9]\d{0,2}$/.test(pageNumber ?? '') ? Number(pageNumber) - 1 : 0;
  const address = (await headers()).get('x-forwarded-for') ?? '';
  const common = { 'Content-Type': 'text/html; charset=utf-8', 'X-Robots-Tag': 'noindex, nofollow' };
  try {
    const result = await loadPublicSearch(slug, { typed: words, page, address });
    if (!result) return null;
    const body = publicSearch(await contextOf(result.site), { words, page, result });
    return new Response(body, { headers: { ...common, 'Cache-Control': 'no-store' } });
  } catch (error) {
    const isKnown = error instanceof AppError && (error.code === 'too_many' || error.code === 'unavailable');
    const reading = isKnown ? await loadPublicPage(slug, null) : null;
    if (!isKnown || !reading) throw error;
    const isTooMany = error.code === 'too_many';
    const result = isTooMany ? 'tooMany' : 'tooLong';
    return new Response(publicSearch(await contextOf(reading.site), { words, page, result }), {
      status: isTooMany ? 429 : 503,
      headers: { ...common, 'Cache-Control': 'no-store', 'Retry-After': String(error.retryAfter ?? 2) },
    });
  }
}

/** In the look of the publication, where there is one. */
async function missing(slug: string, known?: Awaited<ReturnType<typeof loadPublicPage>>): Promise<Response> {
  const reading = known === undefined ? await loadPublicPage(slug, null) : known;
  const body = reading
    ? missingPublicPage(await contextOf(reading.site), reading.place)
    : missingPage({ locale: await getLocale(), nonce: (await headers()).get('x-nonce') ?? '' });
  return new Response(body, {
    status: 404,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language, Cookie',
    },
  });
}

async function contextOf(site: PublicSite): Promise<FrameContext> {
  return { site, locale: localeOf(site, await getLocale()), publicUrl: database().publicUrl };
}

/** Anybody may keep it, and asks each time whether it is still so (RFC 9111, 5.2.2.4). */
function answer(
  request: Request,
  { body, type, isIndexed, site }: { body: string; type: string; isIndexed: boolean; site: PublicSite },
): Response {
  const etag = etagOf(body);
  const isKnown = hasState(request.headers, etag);
  // In whose words it is depends on who reads only where we have none of the workspace's.
  const varies = localeOf(site, 'en') !== localeOf(site, 'de');
  return new Response(isKnown ? null : body, {
    status: isKnown ? 304 : 200,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'public, no-cache',
      'X-Robots-Tag': isIndexed ? 'all' : 'noindex, nofollow',
      ETag: etag,
      ...(varies && { Vary: 'Accept-Language, Cookie' }),
    },
  });
}

/** What stands in an address; what is no encoding of anything stands for itself. PostgreSQL's text has no NUL, so that no page is called so. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('\0', '\uFFFD');
  } catch {
    return part;
  }
}

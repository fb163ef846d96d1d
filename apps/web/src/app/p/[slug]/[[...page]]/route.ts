import { createHash } from 'node:crypto';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { atomFeed, publicPage } from '#features/publications/components/public-page.ts';
import { loadFeed, loadPublicPage, publicSource } from '#features/publications/loaders.ts';
import { missingPage } from '#features/shares/components/share-page.ts';
import { database } from '#lib/database.ts';
import { fillPlaces } from '#lib/shown/fill-places.ts';

type Context = { params: Promise<{ slug: string; page?: string[] }> };

/** What the public reads: a page, or below `feed.xml` what is new. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug: rawSlug, page: rest = [] } = await params;
  const slug = decodeURIComponent(rawSlug);
  const [page = null, ...tooMuch] = rest.map(decodeURIComponent);
  if (tooMuch.length === 0 && page === 'feed.xml') {
    const feed = await loadFeed(slug);
    if (feed) {
      const body = atomFeed({ locale: await getLocale(), origin: database().publicUrl, slug, ...feed });
      return answer(request, { body, type: 'application/atom+xml', isIndexed: false });
    }
  }
  const locale = await getLocale();
  const found = tooMuch.length === 0 ? await loadPublicPage(slug, page) : null;
  if (!found) {
    const nonce = (await headers()).get('x-nonce') ?? '';
    return new Response(missingPage({ locale, nonce }), {
      status: 404,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'X-Robots-Tag': 'noindex, nofollow' },
    });
  }
  const { pages } = found;
  const documentId = pages.find((one) => one.slug === found.page.slug)?.documentId ?? '';
  const source = publicSource({ slug, pages, documentId, locale });
  const body = await fillPlaces(publicPage({ locale, slug, ...found }), { documentId, locale, source });
  return answer(request, { body, type: 'text/html', isIndexed: found.isIndexed });
}

/** Anybody may keep it, and asks each time whether it is still so (RFC 9111, 5.2.2.4). */
function answer(
  request: Request,
  { body, type, isIndexed }: { body: string; type: string; isIndexed: boolean },
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const isKnown = request.headers.get('if-none-match') === etag;
  return new Response(isKnown ? null : body, {
    status: isKnown ? 304 : 200,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'public, no-cache',
      'X-Robots-Tag': isIndexed ? 'all' : 'noindex, nofollow',
      ETag: etag,
      Vary: 'Accept-Language, Cookie',
    },
  });
}

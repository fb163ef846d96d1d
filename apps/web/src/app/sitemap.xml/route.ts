import { escapeHtml } from '@plenum/editor/html/markup';
import { loadIndexed, loadMapCount } from '#features/publications/loaders.ts';
import { database } from '#lib/database.ts';
import { publicPath } from '#lib/paths.ts';

/** Asked anew each time: what is not public any more must not be found here. */
export const dynamic = 'force-dynamic';

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** What search engines may show (https://www.sitemaps.org/protocol.html): one map, or where that is too little, one that lists several. */
export async function GET(request: Request): Promise<Response> {
  const part = new URL(request.url).searchParams.get('part');
  const count = await loadMapCount();
  const asked = /^[1-9]\d{0,4}$/.test(part ?? '') ? Number(part) : null;
  if (part !== null && (asked === null || asked > count)) return new Response(null, { status: 404 });
  const body = asked === null && count > 1 ? index(count) : map(await loadIndexed((asked ?? 1) - 1));
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
}

function index(count: number): string {
  const maps = Array.from({ length: count }, (_, i) => {
    const address = `${database().publicUrl}/sitemap.xml?part=${i + 1}`;
    return `<sitemap><loc>${escapeHtml(address)}</loc></sitemap>`;
  });
  return `<sitemapindex xmlns="${NAMESPACE}">\n${maps.join('\n')}\n</sitemapindex>\n`;
}

function map(pages: Awaited<ReturnType<typeof loadIndexed>>): string {
  const entries = pages.map(({ slug, page, updatedAt }) => {
    const address = `${database().publicUrl}${publicPath(slug, page)}`;
    return `<url><loc>${escapeHtml(address)}</loc><lastmod>${updatedAt.toISOString()}</lastmod></url>`;
  });
  return `<urlset xmlns="${NAMESPACE}">\n${entries.join('\n')}\n</urlset>\n`;
}

import { escapeHtml } from '@plenum/editor/html/markup';
import { loadIndexed } from '#features/publications/loaders.ts';
import { database } from '#lib/database.ts';
import { publicPath } from '#lib/paths.ts';

/** Asked anew each time: what is not public any more must not be found here. */
export const dynamic = 'force-dynamic';

/** What search engines may show (https://www.sitemaps.org/protocol.html). */
export async function GET(): Promise<Response> {
  const pages = await loadIndexed();
  const entries = pages.map(({ slug, page, updatedAt }) => {
    const address = `${database().publicUrl}${publicPath(slug, page)}`;
    return `<url><loc>${escapeHtml(address)}</loc><lastmod>${updatedAt.toISOString()}</lastmod></url>`;
  });
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`;
  return new Response(body, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
}

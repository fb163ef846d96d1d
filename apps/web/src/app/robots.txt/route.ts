import { loadMapCount } from '#features/publications/loaders.ts';
import { database } from '#lib/database.ts';

/** Asked anew each time, as the map of the site is. */
export const dynamic = 'force-dynamic';

/**
 * Search engines read what was published with what it looks like, and of that show what they may; what somebody would find in it they need
 * not ask for (RFC 9309).
 */
export async function GET(): Promise<Response> {
  const map = (await loadMapCount()) > 0 ? `\nSitemap: ${database().publicUrl}/sitemap.xml\n` : '';
  const rules = ['Allow: /p/', 'Disallow: /p/*?q=', 'Allow: /styles/', 'Allow: /sitemap.xml', 'Disallow: /'];
  return new Response(`User-agent: *\n${rules.join('\n')}\n${map}`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

import { loadIndexed } from '#features/publications/loaders.ts';
import { database } from '#lib/database.ts';

/** Asked anew each time, as the map of the site is. */
export const dynamic = 'force-dynamic';

/** Search engines read what was published, and of that show what they may (RFC 9309). */
export async function GET(): Promise<Response> {
  const { length } = await loadIndexed();
  const map = length > 0 ? `\nSitemap: ${database().publicUrl}/sitemap.xml\n` : '';
  return new Response(`User-agent: *\nAllow: /p/\nDisallow: /\n${map}`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}

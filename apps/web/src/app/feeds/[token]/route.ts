import { getTranslations } from 'next-intl/server';
import { inboxFeed } from '#features/inbox/components/inbox-feed.ts';
import { loadFeed } from '#features/inbox/loaders.ts';

/** For a feed that only its reader keeps. */
const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' };

/** Somebody's inbox, for whoever has its secret address. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const feed = await loadFeed((await params).token);
  if (!feed) {
    const headers = { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' };
    const t = await getTranslations('inbox.feed');
    return new Response(t('gone'), { status: 404, headers });
  }
  const headers = { ...HEADERS, 'Content-Type': 'application/atom+xml; charset=utf-8' };
  return new Response(await inboxFeed(feed), { headers });
}

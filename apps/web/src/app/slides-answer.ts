import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { readTheme } from '#components/preferences/theme.ts';
import { type Slides, slidesPage, slidesPart } from '#features/documents/components/slides-page.ts';
import { etagOf, hasState } from '#lib/etag.ts';
import { withWidths } from '#lib/picture-widths.ts';

/** Answers with a document as slides; with `?part=text` only with what changes as people write. */
export async function slidesAnswer(
  request: Request,
  { leaveTo, ...given }: Slides & { leaveTo: string },
): Promise<Response> {
  const locale = await getLocale();
  const slides = { ...given, html: withWidths(given.html, 'slide') };
  const isPart = new URL(request.url).searchParams.get('part') === 'text';
  const nonce = (await headers()).get('x-nonce') ?? '';
  const body = isPart
    ? slidesPart(locale, slides)
    : slidesPage({ locale, nonce, theme: await readTheme(), leaveTo }, slides);
  const etag = etagOf(body);
  // The page itself has a nonce of its own each time.
  const isSame = isPart && hasState(request.headers, etag);
  return new Response(isSame ? null : body, {
    status: isSame ? 304 : 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex, nofollow',
      ...(isPart && { ETag: etag }),
    },
  });
}

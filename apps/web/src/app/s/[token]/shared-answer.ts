import { AppError } from '@plenum/domain/errors';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import {
  lockedPage,
  missingPage,
  type PageContext,
  sharedText,
  sharePage,
} from '#features/shares/components/share-page.ts';
import { loadShared } from '#features/shares/loaders.ts';
import { etagOf, hasState } from '#lib/etag.ts';
import { guestPath } from '#lib/paths.ts';
import { withWidths } from '#lib/picture-widths.ts';

/**
 * The page of a document that a link leads to, which for whoever may do more than read is the editor's; with `?part=whole` what is to be read in
 * any case, with `?part=text` of that only what changes as people write.
 */
export async function showShared(
  request: Request,
  { token, documentId }: { token: string; documentId?: string },
): Promise<Response> {
  const page = await pageContext();
  try {
    const { document, branch, view, mayWrite, mayComment, frozenAt } = await loadShared(token, documentId);
    const part = new URL(request.url).searchParams.get('part');
    // Where the editor cannot start, its page has the text to read.
    if ((mayWrite || mayComment) && part === null) return seeOther(guestPath(token, documentId));
    const read = { ...view, html: withWidths(view.html) };
    const body =
      part === 'text'
        ? sharedText({ locale: page.locale, document, view: read })
        : sharePage(page, { document, branch, view: read, token, frozenAt });
    return part === 'text' ? whenChanged(request, body) : html(body);
  } catch (error) {
    return refusal(error, page);
  }
}

/** What a page needs to know of its request. */
export async function pageContext(): Promise<PageContext> {
  return { locale: await getLocale(), nonce: (await headers()).get('x-nonce') ?? '' };
}

/** What a link that is locked or gone is answered by. */
export function refusal(error: unknown, page: PageContext): Response {
  if (!(error instanceof AppError)) throw error;
  switch (error.code) {
    case 'locked':
      return html(lockedPage(page, null), { status: 401, headers: REFUSED });
    case 'invalid_input':
      return html(lockedPage(page, 'wrongPassword'), { status: 401, headers: REFUSED });
    case 'too_many':
      return html(lockedPage(page, 'tooMany'), {
        status: 429,
        headers: { 'Retry-After': String(error.retryAfter ?? 60) },
      });
    default:
      return html(missingPage(page), { status: 404, headers: REFUSED });
  }
}

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'private, no-cache',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
};

/** Tells an open page that the link has ended, which no answer of something in between does. */
const REFUSED = { 'Plenum-Refused': '1' };

function html(body: string, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(body, { status: init.status ?? 200, headers: { ...HEADERS, ...init.headers } });
}

/** Sends the browser on. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...HEADERS, Location: path } });
}

/** The text, unless the reader has this very text already (RFC 9110, 13.1.2). */
function whenChanged(request: Request, body: string): Response {
  const etag = etagOf(body);
  const same = hasState(request.headers, etag);
  return new Response(same ? null : body, { status: same ? 304 : 200, headers: { ...HEADERS, ETag: etag } });
}

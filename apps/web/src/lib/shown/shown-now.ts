import type { Grant } from '@plenum/database/access/grant';
import { placeOfChildren, placeOfPage } from '@plenum/editor/html/shown-pages';
import { MAX_SHOWN } from '@plenum/editor/schema/shown-pages';
import { type ShownTarget, shownAt } from '@plenum/editor/schema/shown-path';
import type { Locale } from '#i18n/locale.ts';
import { withLinks } from '../document-links.ts';
import { etagOf, hasState } from '../etag.ts';
import { scrollingHtml } from '../scrolling-html.ts';
import { fillEach } from './fill-places.ts';
import { pagesFor } from './pages-for.ts';

const BETWEEN = '\u0000';

/** What is asked for: texts and blocks as paths with a mark, without `/d/` (`{id}`, `{id}.{blockId}`), and a list of the pages below. */
export interface AskedShown {
  of: readonly ShownTarget[];
  /** Of the list; null for none. */
  levels: number | null;
}

/** What is shown within a page now: HTML as on its page, for each that was asked for. */
export interface ShownNow {
  items: { documentId: string; blockId: string | null; html: string }[];
  childPages: string | null;
}

/** The texts and blocks that a query names, the first twenty; null where it names something else. */
export function targetsIn(query: string): ShownTarget[] | null {
  const names = query === '' ? [] : query.split(',').slice(0, MAX_SHOWN);
  const targets = names.map((name) => shownAt(`/d/${name.replace('.', '#block-')}`));
  return targets.every((target) => target !== null) ? targets : null;
}

/** What whoever reads a document is shown within it at this moment. @param token of the link by which they came */
export async function shownNow(
  grant: Grant<'document.read'>,
  { of, levels, locale, token }: AskedShown & { locale: Locale; token: string | null },
): Promise<ShownNow> {
  const places = of.map((target) => placeOfPage(target, { shownPage: '' }));
  const lists = levels === null ? [] : [placeOfChildren(levels)];
  const source = pagesFor(grant, { locale, token });
  const bare = await fillEach([...places, ...lists], { documentId: grant.documentId, locale, source });
  // What lies between the pieces is in none of them.
  const linked = await withLinks(grant, { html: bare.join(BETWEEN), locale, token });
  const filled = scrollingHtml(linked).split(BETWEEN);
  return {
    items: of.map((target, index) => ({ ...target, html: filled[index] ?? '' })),
    childPages: levels === null ? null : (filled.at(-1) ?? null),
  };
}

/** It as JSON that nobody keeps, unless whoever asks has this very state already (RFC 9110, 13.1.2). */
export function shownAnswer(shown: ShownNow, headers: Headers): Response {
  const body = JSON.stringify(shown);
  const etag = etagOf(body);
  const isSame = hasState(headers, etag);
  return new Response(isSame ? null : body, {
    status: isSame ? 304 : 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      ETag: etag,
    },
  });
}

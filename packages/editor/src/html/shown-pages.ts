import { type ShownTarget, shownPath } from '../schema/shown-path.ts';
import { element, escapeHtml } from './markup.ts';
import type { HtmlWords } from './options.ts';

/** A place in the HTML of a page that is filled for whoever reads it. */
export type Place = { kind: 'page'; target: ShownTarget } | { kind: 'children'; levels: number };

/** Where a text is to be shown: nothing of it, and a link to it, which is what is left where nobody fills the place. */
export function placeOfPage(
  { documentId, blockId }: { readonly documentId?: string | null; readonly blockId?: string | null },
  { shownPage }: Pick<HtmlWords, 'shownPage'>,
): string {
  if (!documentId) return emptyPlace(shownPage);
  const href = shownPath({ documentId, blockId: blockId ?? null });
  const link = element('p', {}, element('a', { href }, escapeHtml(shownPage)));
  return element(
    'div',
    { class: 'shown-page', 'data-page': documentId, 'data-block': blockId ?? null },
    link,
  );
}

/** A place of which nothing is told but a sentence. */
export function emptyPlace(sentence: string): string {
  return element('div', { class: 'shown-page' }, element('p', {}, escapeHtml(sentence)));
}

/** Where the pages below are to be listed. */
export function placeOfChildren(levels: number): string {
  return element('nav', { class: 'child-pages', 'data-levels': levels }, '');
}

const PLACE =
  /<div class="shown-page" data-page="([0-9a-f-]{36})"(?: data-block="([\w-]{1,64})")?><p>[^\n]*?<\/p><\/div>|<nav class="child-pages" data-levels="([12])"><\/nav>/g;

/** HTML of `htmlFromJson` with something else in its places; in it no text has an angle, so that nobody writes one. */
export function withPlaces(html: string, fill: (place: Place, unfilled: string) => string): string {
  return html.replace(PLACE, (unfilled, documentId?: string, blockId?: string, levels?: string) =>
    documentId === undefined
      ? fill({ kind: 'children', levels: Number(levels) }, unfilled)
      : fill({ kind: 'page', target: { documentId, blockId: blockId ?? null } }, unfilled),
  );
}

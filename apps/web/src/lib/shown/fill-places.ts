import { type Attributes, element, escapeHtml } from '@plenum/editor/html/markup';
import { type Place, withPlaces } from '@plenum/editor/html/shown-pages';
import { MAX_SHOWN } from '@plenum/editor/schema/shown-pages';
import { type ShownTarget, shownPath } from '@plenum/editor/schema/shown-path';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import {
  keyOf,
  type PageBelow,
  type PageLater,
  type PageSource,
  type PagesBelow,
  type ShownPage,
} from './page-source.ts';

/** Characters of HTML that are shown within one page. */
const MOST_HTML = 400_000;

/** Lists of the pages below that list anything. */
const MOST_LISTS = 5;

/** For whom places are filled. */
interface Filling {
  /** The page in which they are; it is not shown within itself. */
  documentId: string;
  locale: Locale;
  source: PageSource;
}

/**
 * HTML of `htmlFromJson` with what is to be shown in its places, as far as whoever reads it may have it: texts within it, and texts within
 * these. What is gone and what they may not read look the same. However many places there are, the queries are bounded.
 */
export async function fillPlaces(html: string, filling: Filling): Promise<string> {
  const [filled = ''] = await fillEach([html], filling);
  return filled;
}

/** The same for pieces of one page. */
export async function fillEach(
  pieces: readonly string[],
  { documentId, locale, source }: Filling,
): Promise<string[]> {
  const places = pieces.flatMap(placesIn);
  if (places.length === 0) return [...pieces];
  const levels = Math.max(0, ...places.map((place) => (place.kind === 'children' ? place.levels : 0)));
  const outer = targetsIn(pieces);
  const [pages, below] = await Promise.all([source.pages(outer), levels === 0 ? null : source.below(levels)]);
  const inner = targetsIn([...pages.values()].map((page) => page.html ?? ''));
  const known = new Set(outer.map(keyOf));
  const others = inner.filter((target) => !known.has(keyOf(target)));
  const deeper: Awaited<ReturnType<PageSource['pages']>> =
    others.length === 0 ? new Map() : await source.pages(others);
  const asked = new Set([...outer, ...inner].map(keyOf));
  const filler = new Filler({ asked, pages: new Map([...pages, ...deeper]), below, locale, source });
  return pieces.map((piece) => filler.fill(piece, [keyOf({ documentId, blockId: null })]));
}

function placesIn(html: string): Place[] {
  const places: Place[] = [];
  withPlaces(html, (place, unfilled) => {
    places.push(place);
    return unfilled;
  });
  return places;
}

/** What is to be shown in the first places, each once. */
function targetsIn(pieces: readonly string[]): ShownTarget[] {
  const targets = pieces.flatMap(placesIn).flatMap((place) => (place.kind === 'page' ? [place.target] : []));
  return [...new Map(targets.slice(0, MAX_SHOWN).map((target) => [keyOf(target), target])).values()];
}

function wordsIn(locale: Locale) {
  const texts = MESSAGES[locale].documents;
  return {
    from: texts.shown.from,
    gone: texts.shown.gone,
    repeated: texts.shown.repeated,
    tooMuch: texts.shown.tooMuch,
    later: texts.shown.later,
    more: texts.shown.more,
    untitled: texts.shown.untitled,
    below: texts.shown.below,
    noneBelow: texts.shown.noneBelow,
    noTree: texts.shown.noTree,
  };
}

type Below = PagesBelow | 'no tree' | null;

class Filler {
  readonly #asked: ReadonlySet<string>;
  readonly #pages: ReadonlyMap<string, ShownPage | PageLater>;
  readonly #below: Below;
  readonly #words: ReturnType<typeof wordsIn>;
  readonly #hrefOf: (target: ShownTarget) => string;
  /** Places that were filled, by how deep they lie. */
  readonly #filled = [0, 0];
  #lists = 0;
  #left = MOST_HTML;

  constructor(of: {
    asked: ReadonlySet<string>;
    pages: ReadonlyMap<string, ShownPage | PageLater>;
    below: Below;
    locale: Locale;
    source: PageSource;
  }) {
    this.#asked = of.asked;
    this.#pages = of.pages;
    this.#below = of.below;
    this.#words = wordsIn(of.locale);
    this.#hrefOf = of.source.hrefOf ?? shownPath;
  }

  /** @param within what it is shown within, from the page itself on. */
  fill(html: string, within: readonly string[]): string {
    return withPlaces(html, (place) =>
      place.kind === 'page' ? this.#page(place.target, within) : this.#children(place.levels, within),
    );
  }

  #page(target: ShownTarget, within: readonly string[]): string {
    const key = keyOf(target);
    const depth = within.length - 1;
    const page = this.#pages.get(key);
    if (page?.html === null) return this.#later(target, page);
    const at = keyOf(page?.at ?? target);
    const isRepeated = within.includes(at);
    const count = this.#filled[depth];
    if (isRepeated || count === undefined || count >= MAX_SHOWN || !this.#asked.has(key))
      return this.#link(target, isRepeated ? this.#words.repeated : this.#words.tooMuch);
    this.#filled[depth] = count + 1;
    if (!page) return this.#frame(target, {}, paragraph(escapeHtml(this.#words.gone)));
    if (page.html.length > this.#left) return this.#link(target, this.#words.tooMuch);
    this.#left -= page.html.length;
    const name = page.title.trim() || this.#words.untitled;
    const title = element('a', { href: page.href }, iconOf(page) + element('bdi', {}, escapeHtml(name)));
    const more = page.isWhole ? '' : element('a', { href: page.href }, escapeHtml(this.#words.more));
    const parts = [
      element('p', { class: 'shown-page-title' }, title),
      element('div', { class: 'shown-page-text' }, this.fill(page.html, [...within, at])),
      more === '' ? '' : paragraph(more),
    ];
    return this.#frame(
      target,
      { role: 'group', 'aria-label': `${this.#words.from}: ${name}` },
      parts.join(''),
    );
  }

  /** Where it is shown on the screen already, by the same address, it stays there: whoever reads may still have it. */
  #later(target: ShownTarget, { href }: PageLater): string {
    const link = element('a', { href }, escapeHtml(this.#words.later));
    return this.#frame(target, { 'data-later': true }, paragraph(link));
  }

  /** What is not shown here, whether or not the reader may have it, is a link that tells nothing of it. */
  #link(target: ShownTarget, words: string): string {
    const link = element('a', { href: this.#hrefOf(target) }, escapeHtml(words));
    return this.#frame(target, {}, paragraph(link));
  }

  #frame({ documentId, blockId }: ShownTarget, attributes: Attributes, html: string): string {
    const about = { class: 'shown-page', 'data-page': documentId, 'data-block': blockId, ...attributes };
    return element('div', about, html);
  }

  /** Only the page itself lists those below it. */
  #children(levels: number, within: readonly string[]): string {
    if (within.length > 1) return '';
    this.#lists += 1;
    return this.#lists > MOST_LISTS ? '' : this.#list(levels);
  }

  #list(levels: number): string {
    // One landmark of a name is enough.
    const role = this.#lists > 1 ? 'group' : null;
    const about = { class: 'child-pages', 'data-levels': levels, role, 'aria-label': this.#words.below };
    return element('nav', about, this.#listed(levels));
  }

  #listed(levels: number): string {
    if (this.#below === null) return paragraph(escapeHtml(this.#words.gone));
    if (this.#below === 'no tree') return paragraph(escapeHtml(this.#words.noTree));
    const { pages, more } = this.#below;
    if (pages.length === 0) return paragraph(escapeHtml(this.#words.noneBelow));
    const rest = more === null ? '' : paragraph(element('a', { href: more }, escapeHtml(this.#words.more)));
    return this.#items(pages, levels) + rest;
  }

  #items(pages: readonly PageBelow[], levels: number): string {
    const items = pages.map((page) => {
      const name = escapeHtml(page.title.trim() || this.#words.untitled);
      const link = element('a', { href: page.href }, iconOf(page) + element('bdi', {}, name));
      const isOpen = levels > 1 && page.below.length > 0;
      return element('li', {}, link + (isOpen ? this.#items(page.below, levels - 1) : ''));
    });
    return element('ul', { role: 'list' }, items.join(''));
  }
}

function iconOf({ icon }: { icon: string | null }): string {
  return icon === null ? '' : `${element('span', { 'aria-hidden': 'true' }, escapeHtml(icon))} `;
}

function paragraph(html: string): string {
  return element('p', {}, html);
}

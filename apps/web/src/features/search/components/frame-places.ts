import { searchFold } from '@plenum/domain/fold';

/** Somewhere that the frame of a page leads to. */
export interface FramePlace {
  name: string;
  /** A path of this origin. */
  href: string;
}

/** How many are shown. */
const MOST = 6;

/** The links of the rail and of the bar above a page, but none of the tree of pages, which a search finds. */
const LINKS = 'aside a[href], header a[href]';

/** Where the frame of the page leads by names with words that begin as all that are typed: the first of each place. */
export function framePlaces(typed: string): FramePlace[] {
  const words = searchFold(typed).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const places = new Map<string, FramePlace>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(LINKS)) {
    if (link.origin !== location.origin || link.target !== '' || link.closest('[role="tree"]')) continue;
    const name = nameOf(link);
    const parts = searchFold(name).split(' ');
    const isMeant = words.every((word) => parts.some((part) => part.startsWith(word)));
    const href = `${link.pathname}${link.search}${link.hash}`;
    if (isMeant && !places.has(href)) places.set(href, { name, href });
  }
  return [...places.values()].slice(0, MOST);
}

/** What a link is called, without what is new where it leads. */
function nameOf(link: HTMLAnchorElement): string {
  let name = link.ariaLabel ?? '';
  if (!name) {
    const bare = link.cloneNode(true) as HTMLAnchorElement;
    for (const news of bare.querySelectorAll('[data-news]')) news.remove();
    name = bare.textContent;
  }
  return name.replace(/\s+/g, ' ').trim();
}

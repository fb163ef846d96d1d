import { INTERWIKI } from './interwiki.ts';

/** What lies around a page of a wiki, by which its links and media are found. */
export interface WikiPlace {
  /** The id of the page, as `namespace:name`. */
  page: string;
  /** The address for a page, by its id with a colon at its end for a namespace, and a section of it; null where there is none. */
  pageHref(id: string, section: string | null): string | null;
  /** The same for a page that is to be shown in the place of a paragraph in which its link is alone; null where it is not there. */
  shownHref?(id: string, section: string | null): string | null;
  /** The id of a file among the document's; null for one that is not there. */
  fileOf(id: string): string | null;
  /** The id of the block of a section of this page. */
  blockOf(section: string): string | null;
  /** Short names of other wikis, with their addresses. */
  interwiki: ReadonlyMap<string, string>;
  /** BCP 47; by it quotes are chosen. */
  language: string;
}

/** A page alone: links lead to no other one. */
export const NOWHERE: WikiPlace = {
  page: '',
  pageHref: () => null,
  fileOf: () => null,
  blockOf: () => null,
  interwiki: INTERWIKI,
  language: 'en',
};

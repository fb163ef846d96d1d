/** What is known of what the links of an open text lead to. */
export interface KnownLinks {
  /** What they read as, by the ids of documents and by names that some have; null while nobody knows. */
  titles: Map<string, string | null>;
  /** Where a document is read. A guest reads what the link leads to beside this page, which names the link to nobody who gets a copy. */
  hrefOf(id: string): string;
}

/**
 * Finds what links of an open text read as, and where they lead: first what the page shows already, and then what is asked for at once for all of them.
 * @param address where that is asked for
 */
export function knownLinks(
  address: string,
  isGuest: boolean,
): Pick<KnownLinks, 'hrefOf'> & { titleOf(key: string): string | null } {
  const titles: KnownLinks['titles'] = new Map();
  const known = { titles, hrefOf: (id: string) => (isGuest && titles.get(id) ? id : `/d/${id}`) };
  const path = isGuest ? '[href^="/s/"]' : '[href^="/d/"]';
  const shownAt = (key: string) =>
    document.querySelector(`a.document-link${path}[href$="/${CSS.escape(key)}"]`);
  return {
    hrefOf: known.hrefOf,
    titleOf(key) {
      if (!titles.has(key)) {
        titles.set(key, shownAt(key)?.textContent ?? null);
        void import('./late-links.ts').then(
          (late) => late.follow(known, address),
          () => {},
        );
      }
      return titles.get(key) ?? null;
    },
  };
}

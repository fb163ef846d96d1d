import type { DocumentId } from '@plenum/domain/ids';

/** What links of a text read as, by the ids of documents and by names that some have; null while nobody knows. */
export type KnownTitles = Map<string, string | null>;

/**
 * Finds what links of an open text read as: first what the page shows already, and then what is asked for at once for all of them.
 * @param documentId null for a guest, who asks for nothing.
 */
export function documentTitles(documentId: DocumentId | null): (key: string) => string | null {
  const known: KnownTitles = new Map();
  return (key) => {
    if (!known.has(key)) {
      const shown = document.querySelector(`a.document-link[href="/d/${CSS.escape(key)}"]`);
      known.set(key, shown?.textContent ?? null);
      void import('./late-titles.ts').then(
        (late) => late.follow(known, documentId),
        () => {},
      );
    }
    return known.get(key) ?? null;
  };
}

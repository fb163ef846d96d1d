import type { BranchDocument } from '@plenum/domain/documents/types';
import { element, escapeHtml } from '@plenum/editor/html/markup';

/** The documents of a branch as links, each below the one above it, for pages that are plain HTML; nothing for one alone. */
export function branchNavigation({
  documents,
  current,
  label,
  hrefOf,
}: {
  documents: readonly BranchDocument[];
  /** Where one is. */
  current: string;
  label: string;
  hrefOf: (document: BranchDocument) => string;
}): string {
  if (documents.length < 2) return '';
  const below = (parentId: string | null): string => {
    const rows = documents
      .filter((document) => document.parentId === parentId)
      .map((document) => {
        const attributes = {
          href: hrefOf(document),
          'aria-current': document.id === current ? 'page' : null,
          dir: 'auto',
        };
        return `<li>${element('a', attributes, escapeHtml(document.title))}${below(document.id)}</li>`;
      });
    return rows.length === 0 ? '' : `<ul>${rows.join('')}</ul>`;
  };
  return element('nav', { 'aria-label': label }, below(null));
}

import type { Grant } from '@plenum/database/access/grant';
import { readableTitles } from '@plenum/database/documents/titles';
import { listLinked, namedDocuments } from '@plenum/database/wiki/names';
import type { LinkedFrom } from '@plenum/domain/wiki/types';
import { linkedIn, withTargets } from '@plenum/editor/html/document-links';
import type { Locale } from '#i18n/locale.ts';
import { MESSAGES } from '#i18n/messages.ts';
import { documentPath, namedPagePath, sharedDocumentPath } from './paths.ts';

/**
 * HTML of a page with what is shown within it, in which links by titles read as whoever reads it may know: what is kept of a text is the same
 * for all.
 * @param token of the link by which they came: what that leads to is read there, and names of pages that are yet to be written lead nowhere
 */
export async function withLinks(
  grant: Grant<'document.read'>,
  { html, locale, token }: { html: string; locale: Locale; token: string | null },
): Promise<string> {
  const { ids, names } = linkedIn(html);
  if (ids.length === 0 && names.length === 0) return html;
  const [titles, named] = await Promise.all([readableTitles(grant, ids), namedDocuments(grant, names)]);
  const wanted = {
    hrefOf: (name: string) => namedPagePath(grant.documentId, name),
    title: MESSAGES[locale].documents.parts.wanted,
  };
  return withTargets(html, {
    titleOf: (id) => titles.get(id),
    named: (name) => named.get(name),
    ...(token === null
      ? { wanted }
      : {
          hrefOf: (id) => (titles.has(id) ? sharedDocumentPath(token, id) : documentPath(id)),
        }),
  });
}

/** What the links of an open text read as at this moment. */
export type Links = LinkedFrom;

/** It for whoever reads a document. */
export function linksNow(grant: Grant<'document.read'>): Promise<Links> {
  return listLinked(grant);
}

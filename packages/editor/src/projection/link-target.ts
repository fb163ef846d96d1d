import { fileAt } from '../schema/file-path.ts';

const DOCUMENT_PATH = /^\/d\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

const ATTACHMENT_PATH = /^\/d\/[^/]+\/files\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

/**
 * The id of the document of this instance that a link leads to, whether it is written as a path or as an address below the
 * instance's public origin; null for any other. Share links name no document to whoever has no business in it.
 * @param href a target that the schema lets through.
 * @param origin the instance's public origin, such as `https://plenum.example`.
 */
export function linkTarget(href: string, origin: string): string | null {
  return DOCUMENT_PATH.exec(pathOf(href, origin))?.[1]?.toLowerCase() ?? null;
}

/** The id of the attachment that a link leads to, in any of its documents; as {@link linkTarget}. */
export function fileTarget(href: string, origin: string): string | null {
  const path = pathOf(href, origin);
  return fileAt(path) ?? ATTACHMENT_PATH.exec(path)?.[1]?.toLowerCase() ?? null;
}

/** Its path on this instance; empty for what leads elsewhere. */
function pathOf(href: string, origin: string): string {
  // A link is read on the document's own page, which is what a relative one starts from.
  const base = `${origin}/d/`;
  if (!URL.canParse(href, base)) return '';
  const url = new URL(href, base);
  return url.origin === origin ? url.pathname : '';
}

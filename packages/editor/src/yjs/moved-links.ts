import type { NodeJson } from '../schema/json.ts';
import { type ShownTarget, shownAt, shownPath } from '../schema/shown-path.ts';

/** An address within this instance: of a document, or none for the one that it stands in, and what of it. */
export interface OwnAddress {
  documentId: string | null;
  blockId: string | null;
  /** What comes after the document: nothing, or a page of it. */
  rest: string;
}

const OWN = /^(?:\/d\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?(\/[^#?]*)?(?:#(?:block-)?([^#]*))?$/i;

/** An address of a document of this instance, or within one; null for any other. */
export function ownAddress(href: string, origin: string): OwnAddress | null {
  const path = href.startsWith(`${origin}/`) ? href.slice(origin.length) : href;
  const found = /^(#|\/d\/)/.test(path) ? OWN.exec(path) : null;
  if (!found) return null;
  const [, documentId, rest = '', blockId] = found;
  return { documentId: documentId?.toLowerCase() ?? null, rest, blockId: blockId || null };
}

/** The address of a block, or of what else there is of a document. */
export function addressOf({ documentId, blockId, rest }: OwnAddress): string {
  return `${documentId === null ? '' : `/d/${documentId}`}${rest}${blockId === null ? '' : `#block-${blockId}`}`;
}

/** A copy of a text whose links lead where they are to lead now, and in which what is shown from elsewhere is shown from there. */
export function withLinks(node: NodeJson, change: (href: string) => string): NodeJson {
  const copy = { ...node };
  if (node.marks) {
    copy.marks = node.marks.map((mark) =>
      mark.type === 'link' && typeof mark.attrs?.href === 'string'
        ? { ...mark, attrs: { ...mark.attrs, href: change(mark.attrs.href) } }
        : mark,
    );
  }
  if (node.type === 'transclusion') copy.attrs = { ...node.attrs, ...shownNow(node.attrs ?? {}, change) };
  if (node.content) copy.content = node.content.map((child) => withLinks(child, change));
  return copy;
}

/** What a transclusion is to show now, of what it has shown. */
export function shownNow(
  { documentId, blockId }: Readonly<Record<string, unknown>>,
  change: (href: string) => string,
): ShownTarget | null {
  if (typeof documentId !== 'string') return null;
  return shownAt(change(shownPath({ documentId, blockId: typeof blockId === 'string' ? blockId : null })));
}

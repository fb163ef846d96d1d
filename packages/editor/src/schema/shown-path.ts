const SHOWN_PATH = /^\/d\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:#block-([\w-]{1,64}))?$/;

/** What is to be shown within a page: a text, or a block of it. */
export interface ShownTarget {
  documentId: string;
  /** Null for the whole text. */
  blockId: string | null;
}

/** The address of what is shown. */
export function shownPath({ documentId, blockId }: ShownTarget): string {
  return `/d/${documentId}${blockId === null ? '' : `#block-${blockId}`}`;
}

/** The document or block that an address within this instance names; null for any other. */
export function shownAt(href: unknown): ShownTarget | null {
  const [, documentId, blockId = null] = (typeof href === 'string' && SHOWN_PATH.exec(href)) || [];
  return documentId === undefined ? null : { documentId, blockId };
}

/** What a document is to a group: not agreed on yet, agreed on, or no longer true. */
export const DOCUMENT_STATUSES = ['draft', 'adopted', 'outdated'] as const;

/** One of them. */
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

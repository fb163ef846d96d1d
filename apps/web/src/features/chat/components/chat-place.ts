import type { DocumentId } from '@plenum/domain/ids';

/** Whose chat it is, and what the one who looks may do with it. */
export interface ChatPlace {
  documentId: DocumentId;
  /** Of the link by which a guest came. */
  token?: string;
  mayChat: boolean;
  /** May delete what others said. */
  mayModerate: boolean;
  /** It has a page of its own, which is drawn anew when something is said. */
  isPage?: true;
}

/** What a form says about the place. */
export function fieldsOf({ documentId, token, isPage }: ChatPlace): Record<string, string> {
  return { documentId, ...(token !== undefined && { token }), ...(isPage && { isPage: 'true' }) };
}

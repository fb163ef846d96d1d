import type { DocumentId, WorkspaceId } from '../ids.ts';
import type { SearchKind } from './kinds.ts';
import type { SnippetPart } from './snippet.ts';

/** Something that was found, which whoever asked may read. */
export interface SearchHit {
  kind: SearchKind;
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  /** Of the document. */
  title: string;
  /** The block, comment or attachment; null for a document. */
  partId: string | null;
  /** The block that leads to the place; null for the beginning. */
  blockId: string | null;
  snippet: SnippetPart[];
  updatedAt: Date;
}

/** What was found of a question, the best first. */
export interface SearchResult {
  items: SearchHit[];
  /** The cursor of the following page; null on the last. */
  next: string | null;
  /** Nothing has just these words; what was found looks like them. */
  isSimilar: boolean;
}

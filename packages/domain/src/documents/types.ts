import type { DocumentId, PersonId, WorkspaceId } from '../ids.ts';
import type { DocumentKind } from './schema.ts';

/** A document's columns. */
export interface DocumentCard {
  id: DocumentId;
  workspaceId: WorkspaceId;
  parentId: DocumentId | null;
  kind: DocumentKind;
  title: string;
  /** Null when that account is gone, or the instance made it. */
  createdById: PersonId | null;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * What is derived from a document's content, for lists, search and reports. It follows from the content alone, and is never
 * read back into it. Lists are in the order of the text and bounded; an id of a block is as its writer had it.
 */
export interface DocumentProjection {
  /** Plain text, a line for each block. */
  text: string;
  outline: { level: number; text: string; blockId: string | null }[];
  /** Each address once, with the document of this instance that it leads to, which may not be there. */
  links: { href: string; targetId: DocumentId | null }[];
  /** Each person once in a block, who may not be there; the id is empty for a block without one. */
  mentions: { personId: PersonId; blockId: string }[];
  /** Tasks that have an id of their own. `parentId` is the id of the task that one lies in. */
  tasks: { blockId: string; parentId: string | null; text: string; isDone: boolean }[];
}

/** A document in a list. */
export interface DocumentListItem extends DocumentCard {
  /** Display name of whoever created it; null when that account is gone. */
  createdBy: string | null;
}

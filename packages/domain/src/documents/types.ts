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

/** A document in a list. */
export interface DocumentListItem extends DocumentCard {
  /** Display name of whoever created it; null when that account is gone. */
  createdBy: string | null;
}

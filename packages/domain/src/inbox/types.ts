import type { DocumentCard } from '../documents/types.ts';
import type { DocumentId, InboxEntryId, WorkspaceId } from '../ids.ts';
import type { NoticeKind, Watching } from './kinds.ts';

/** What somebody is to learn of a document. */
export interface InboxEntry {
  id: InboxEntryId;
  kind: NoticeKind;
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  /** The workspace's name. */
  workspace: string;
  title: string;
  icon: string | null;
  documentKind: DocumentCard['kind'];
  /** The task that it is about; null where it is about several, about none, or about one that is gone. */
  task: { id: string; title: string } | null;
  /** Of what is due: for how many minutes before, where somebody asked to be reminded; null in the morning of that day. */
  reminder: number | null;
  /** When it happened last. */
  at: Date;
  isUnread: boolean;
  /** Rows of the log that lie before and at the end of what has changed; null of what is no change, and for whoever may not see the history. */
  change: { since: number; last: number } | null;
}

/** What somebody hears of a document. */
export interface WatchState {
  watching: Watching;
  /** Whether they hear of it as of a page below one that they watch with all below it. */
  isBelowWatched: boolean;
}

/** A document that somebody watches. */
export interface WatchedDocument
  extends Pick<DocumentCard, 'id' | 'workspaceId' | 'kind' | 'title' | 'icon'> {
  watching: Exclude<Watching, 'nothing'>;
}

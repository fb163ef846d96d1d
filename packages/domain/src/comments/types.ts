import type { PastAuthor } from '../documents/types.ts';
import type { CommentId, PersonId, ThreadId } from '../ids.ts';

/** Characters of a text that a thread quotes. Not beside the schemas, which a browser has no use for. */
export const MAX_QUOTE = 300;

/** Characters of what is suggested in a text's place. */
export const MAX_REPLACEMENT = 2000;

/** Which threads of a document are asked for. */
export const THREAD_STATES = ['open', 'resolved', 'all'] as const;

/** One of {@link THREAD_STATES}. */
export type ThreadState = (typeof THREAD_STATES)[number];

/** Somebody who is named in a comment, at a position of its body, which has an at sign there. */
export interface CommentMention {
  /** In UTF-16 units. */
  position: number;
  /** Who it is; null where the one who asks may not know. */
  person: { id: PersonId; username: string; name: string } | null;
}

/** One thing that somebody said; empty beside a suggestion that says enough by itself. */
export interface CommentCard {
  id: CommentId;
  author: PastAuthor;
  /** It is of the one who asks. */
  isOwn: boolean;
  body: string;
  /** In the order of the body. */
  mentions: CommentMention[];
  createdAt: Date;
  editedAt: Date | null;
}

/** Where in the text a thread is: two Yjs relative positions, in base64. */
export interface Anchor {
  from: string;
  to: string;
}

/** What people say about a place in a document's text, or about a task of a list, the first comment first. */
export interface ThreadCard {
  id: ThreadId;
  /** Null where it is about a task or the whole document. */
  anchor: Anchor | null;
  /** The task of the list that it is about, which may be gone; null for none. */
  taskId: string | null;
  /** The text, or the task's title, as it was then. */
  quote: string;
  /** What is suggested in its place, empty for nothing; null where nothing is suggested. */
  replacement: string | null;
  createdAt: Date;
  resolvedAt: Date | null;
  /** Display name; null for a guest, an account that is gone, and an open thread. */
  resolvedBy: string | null;
  comments: CommentCard[];
}

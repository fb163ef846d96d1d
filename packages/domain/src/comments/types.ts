import type { PastAuthor } from '../documents/types.ts';
import type { CommentId, ThreadId } from '../ids.ts';

/** Characters of a text that a thread quotes. Not beside the schemas, which a browser has no use for. */
export const MAX_QUOTE = 300;

/** Characters of what is suggested in a text's place. */
export const MAX_REPLACEMENT = 2000;

/** One thing that somebody said; empty beside a suggestion that says enough by itself. */
export interface CommentCard {
  id: CommentId;
  author: PastAuthor;
  /** It is of the one who asks. */
  isOwn: boolean;
  body: string;
  createdAt: Date;
  editedAt: Date | null;
}

/** Where in the text a thread is: two Yjs relative positions, in base64. */
export interface Anchor {
  from: string;
  to: string;
}

/** What people say about a place in a document's text, the first comment first. */
export interface ThreadCard {
  id: ThreadId;
  anchor: Anchor;
  /** The text as it was then, which may be gone. */
  quote: string;
  /** What is suggested in its place, empty for nothing; null where nothing is suggested. */
  replacement: string | null;
  resolvedAt: Date | null;
  /** Display name; null for a guest, an account that is gone, and an open thread. */
  resolvedBy: string | null;
  comments: CommentCard[];
}

import type { PastAuthor } from '../documents/types.ts';
import type { ChatMessageId } from '../ids.ts';

/** Characters that a message may have. Not beside the schemas, which a browser has no use for. */
export const MAX_CHAT_MESSAGE = 2000;

/** Something that was said in the chat beside a document. */
export interface ChatMessageCard {
  id: ChatMessageId;
  author: PastAuthor;
  /** It is of the one who asks. */
  isOwn: boolean;
  body: string;
  createdAt: Date;
}

/** The messages that somebody knows of already. */
export interface KnownMessages {
  /** The oldest one and the newest one; all between them are known. */
  first: ChatMessageId;
  last: ChatMessageId;
}

/** What has become other than somebody knows it. */
export interface ChatNews {
  /** The messages after those that are known, the oldest first. */
  messages: ChatMessageCard[];
  /** There are more of them than are told at once. */
  isMore: boolean;
  /** How many there are of those that are known: some may have been deleted. */
  known: number;
}

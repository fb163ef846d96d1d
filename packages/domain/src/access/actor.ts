import type {
  ApiTokenId,
  DocumentId,
  GuestId,
  PersonId,
  SessionId,
  ShareLinkId,
  TaskFeedId,
} from '../ids.ts';

/** A signed-in person. */
export interface Member {
  kind: 'member';
  personId: PersonId;
  sessionId: SessionId;
}

/** Whoever holds a share link, and its password where it has one. What they may do is the link's matter at that moment. */
export interface Guest {
  kind: 'guest';
  linkId: ShareLinkId;
  /** To which the link leads; it may also cover what lies below it. */
  documentId: DocumentId;
  /** Of the link's passwords, which one was given. */
  lock: number;
  /** Who they are among those who write by the link; null for a reader, and for a program that has the link alone. */
  guestId: GuestId | null;
}

/** A program that acts for a person by an API token. */
export interface TokenHolder {
  kind: 'token';
  personId: PersonId;
  tokenId: ApiTokenId;
}

/** A calendar program that reads tasks at a secret address, for the person who has made it. */
export interface FeedReader {
  kind: 'feed';
  personId: PersonId;
  feedId: TaskFeedId;
}

/** The instance itself, with the reason why it acts without a person. */
export interface System {
  kind: 'system';
  reason: string;
}

/** Who asks. There is no anonymous actor: who is nobody cannot ask. */
export type Actor = Member | Guest | TokenHolder | FeedReader | System;

/** The instance itself as the actor; say why, for the record. */
export function system(reason: string): System {
  return { kind: 'system', reason };
}

/** The person who acts, by themselves or through a program; null for a guest and for the instance. */
export function personOf(actor: Actor): PersonId | null {
  return 'personId' in actor ? actor.personId : null;
}

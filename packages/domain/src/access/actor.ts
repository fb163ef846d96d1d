import type { ApiTokenId, DocumentId, PersonId, SessionId, ShareLinkId } from '../ids.ts';
import type { Role } from './roles.ts';

/** A signed-in person. */
export interface Member {
  kind: 'member';
  personId: PersonId;
  sessionId: SessionId;
}

/** Whoever holds a share link, and its password where it has one. */
export interface Guest {
  kind: 'guest';
  linkId: ShareLinkId;
  documentId: DocumentId;
  role: Exclude<Role, 'admin'>;
}

/** A program that acts for a person by an API token. */
export interface TokenHolder {
  kind: 'token';
  personId: PersonId;
  tokenId: ApiTokenId;
}

/** The instance itself, with the reason why it acts without a person. */
export interface System {
  kind: 'system';
  reason: string;
}

/** Who asks. There is no anonymous actor: who is nobody cannot ask. */
export type Actor = Member | Guest | TokenHolder | System;

/** The instance itself as the actor; say why, for the record. */
export function system(reason: string): System {
  return { kind: 'system', reason };
}

/** The person who acts, by themselves or through a program; null for a guest and for the instance. */
export function personOf(actor: Actor): PersonId | null {
  return actor.kind === 'member' || actor.kind === 'token' ? actor.personId : null;
}

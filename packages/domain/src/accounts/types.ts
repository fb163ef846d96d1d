import type { GroupRole, Role } from '../access/roles.ts';
import type { ApiTokenId, DocumentId, PersonId, SessionId } from '../ids.ts';
import type { InboxMail } from '../inbox/mail.ts';

/** A person as others in the same workspace see them. */
export interface PersonCard {
  id: PersonId;
  username: string;
  displayName: string;
  /** Index into the author colours. */
  colour: number;
}

/** A browser in which a person is signed in, as they themselves see it: days (`2026-11-26`), and nothing of the device. */
export interface OwnSession {
  id: SessionId;
  signedInOn: string;
  lastUsedOn: string;
  /** It is the one that asks. */
  isPresent: boolean;
}

/** What a program signs in with for somebody, as they themselves see it: days, and nothing of the program. */
export interface AppPassword {
  id: ApiTokenId;
  name: string;
  madeOn: string;
  /** Null for one that was never used. */
  lastUsedOn: string | null;
}

/** What is stored of somebody beside what they wrote, for themselves; times as ISO 8601. */
export interface OwnData {
  profile: PersonCard & { instanceAdmin: boolean; createdAt: string; asksForCode: boolean };
  memberships: { workspace: string; role: Role; since: string }[];
  groups: { group: string; role: GroupRole; since: string }[];
  /** By days. */
  sessions: Pick<OwnSession, 'signedInOn' | 'lastUsedOn'>[];
  tokens: { name: string; createdAt: string }[];
  /** What they said, wherever; of documents that they may no longer read the id alone is theirs to know. */
  comments: { documentId: DocumentId; body: string; createdAt: string }[];
  /** What they said in chats, the same way. */
  chat: { documentId: DocumentId; body: string; createdAt: string }[];
  favourites: DocumentId[];
  /** What they look after. */
  owned: DocumentId[];
  watched: { documentId: DocumentId; withAllBelow: boolean }[];
  /** Filters of tasks that they keep. */
  taskFilters: { name: string; filter: string }[];
  /** Where what is new is sent to; null for nowhere. */
  mail: InboxMail | null;
  /** What they uploaded, wherever. */
  files: { documentId: DocumentId; name: string; mediaType: string; size: number; createdAt: string }[];
  /** What they opened lately, the last first. */
  recent: { documentId: DocumentId; at: string }[];
}
